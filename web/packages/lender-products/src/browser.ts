import { sha256 } from "./digest.js";
import type { Surroundings } from "./driver.js";

const PATH = "/api/lender-products";

/** The real browser: the one place that reads its clocks, draws its lots and reaches out. */
export const browser = (url: string): Surroundings => ({
  now: () => ({ wall: Date.now(), monotonic: performance.now() }),
  random: Math.random,
  after(millis, task) {
    const timer = setTimeout(task, millis);
    return () => clearTimeout(timer);
  },
  sha256,
  // The HTTP cache would answer for the server, without saying how old its word is.
  pull: (query, signal) => fetch(`${url}${PATH}/sync${query}`, { signal, cache: "no-store" }),
  follow(query, listener) {
    const address = new URL(`${url}${PATH}/live${query}`, globalThis.location?.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address, "lender-products.v1");
    socket.onmessage = ({ data }) => listener.received(String(data));
    socket.onclose = () => listener.ended();
    return {
      // Before it is open there is nothing to say, and afterwards nobody listens.
      send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
      close() {
        socket.onmessage = socket.onclose = null;
        socket.close();
      },
    };
  },
});
