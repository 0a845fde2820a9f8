package dev.lendersync.e2e;

/// A network that does its worst between two parties.
final class NetworkFault implements Fault {
    private final Proxy link;
    private final Proxy.Weather weather;
    private final long before;

    NetworkFault(Proxy link, Proxy.Weather weather) {
        this.link = link;
        this.weather = weather;
        this.before = link.hits();
    }

    @Override
    public void inject() {
        link.weather(weather);
    }

    @Override
    public void heal() {
        link.weather(new Proxy.Weather.Fair());
    }

    @Override
    public long hits() {
        return link.hits() - before;
    }
}
