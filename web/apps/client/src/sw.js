// The service worker: after one visit the portal opens offline. The catalog itself is kept by the npm package, in
// IndexedDB; requests below /api/ never come by here, so that nothing can answer in the Client App's stead.
const CACHE = `portal-${"BUILD"}`;
const SHELL = ["SHELL"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache" }))))
      .then(() => self.skipWaiting()),
  );
});

// The build before this one stays, for pages that are open may still need a part of it.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("portal-") && name !== CACHE).slice(0, -1))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" ? url.pathname === "/" : isOurs(url.pathname)) event.respondWith(kept(url, request));
});

/** Of this build, or a part of the one before. */
const isOurs = (path) => SHELL.includes(path) || path.startsWith("/assets/");

/**
 * At once, whatever the network does. A new build is seen at the next opening: this one makes the browser ask for the new
 * service worker, which takes all of it.
 */
async function kept({ pathname }, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(pathname)) ?? (await caches.match(pathname)) ?? fetch(request);
}
