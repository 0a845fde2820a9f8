package dev.lendersync.run;

/// A Client App as the Staff App knows it, with the credentials that were shown once.
///
/// @param url its base URL
record ClientAccount(String id, String name, String url, String apiKey, String webhookSecret) {
    @Override
    public String toString() {
        return "ClientAccount[" + name + " " + url + "]";
    }
}
