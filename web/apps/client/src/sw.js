// The service worker: after one visit the portal opens offline. The catalog itself is kept by the npm package, in
// IndexedDB; requests below /api/ never come by here, so that nothing can answer in the Client App's stead.
const CACHE = `portal-${"BUILD"}`;
const SHELL = ["SHELL"];
/** How long the network may take to answer before a page opens from the cache. */
const PATIENCE_MILLIS = 3_000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (SHELL.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});

/** The network's page, so that a new build is seen at once; the kept one when the network fails or is slow. */
async function page(request) {
  const cache = await caches.open(CACHE);
  const network = fetch(request);
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS));
  const first = await Promise.race([network, slow]).catch(() => undefined);
  return first?.ok ? first : ((await cache.match("/")) ?? network);
}

/** What has a hash in its name never changes, and the rest of the shell changes with the build only. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
