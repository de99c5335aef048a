// Takes the place of the service worker where the site has none any more, and then itself away.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const mine = `khabar:${new URL("./", location).pathname}:`;
      for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
      await registration.unregister();
    })(),
  );
});
