// Makes the app start without a network: every file of one version in one cache, and every page from that cache, so that
// versions never mix. Version and list are filled in by the build (app/dist.cmake). A new version installs whole or not at
// all, waits, and replaces the old one when the page says so.
const version = '@VERSION@';
const files = ['@FILES@'];
// Fetched when the app has started, not before: what reads and writes other programs' files. A new version brings them along.
const later = ['@LATER@'];
const prefix = 'xingke-';
const cacheName = prefix + version;
// What the server answers live is never looked up and never kept.
const liveFolders = ['sync', 'session', 'live', 'blob', 'healthz', 'metrics'];

// Names with a hash may come from the browser's own cache: the page has just loaded them.
function request(name) {
    const isHashed = /\.[0-9a-f]{12}\./.test(name);
    return new Request(new URL(name, self.location.href), { cache: isHashed ? 'default' : 'reload' });
}

self.addEventListener('install', (event) => {
    const wanted = self.registration.active ? [...files, ...later] : files;
    event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(wanted.map(request))));
});

async function removeOthers() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener('activate', (event) => {
    event.waitUntil(removeOthers().then(() => self.clients.claim()));
});

async function fetchLater() {
    const cache = await caches.open(cacheName);
    const wanted = later.map(request);
    const kept = await Promise.all(wanted.map((one) => cache.match(one)));
    await cache.addAll(wanted.filter((one, at) => !kept[at]));
}

self.addEventListener('message', (event) => {
    if (event.data === 'activate') self.skipWaiting();
    if (event.data === 'started') event.waitUntil(fetchLater());
});

async function answer(event, isPage) {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(isPage ? new URL('./', self.location.href) : event.request, { ignoreSearch: isPage });
    return kept || fetch(event.request);
}

self.addEventListener('fetch', (event) => {
    const scope = new URL('./', self.location.href);
    const url = new URL(event.request.url);
    if (event.request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
    const folder = url.pathname.slice(scope.pathname.length).split('/')[0];
    if (liveFolders.includes(folder)) return;
    event.respondWith(answer(event, event.request.mode === 'navigate'));
});
