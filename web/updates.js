// The service worker's life as the page sees it: registered after the first frame; a new version waits until the person
// agrees, then takes over when the database is closed.
const checkEveryMs = 60 * 60 * 1000;

let registration = null;

export async function watchForUpdates(onReady) {
    if (!('serviceWorker' in navigator)) return;
    const container = navigator.serviceWorker;
    try {
        registration = await container.register('./service_worker.js', { updateViaCache: 'none' });
    } catch (error) {
        // Without it the app works, but not offline: private windows and some managed profiles.
        console.warn('service_worker_refused error=' + error.name);
        return;
    }
    // Offline, too, files can be imported: what that takes is fetched now that nothing waits for it.
    container.ready.then((ready) => ready.active.postMessage('started'));
    // Without a controller it is the first version that installs, and nothing is replaced.
    const follow = (worker) => {
        if (!worker || !container.controller) return;
        if (worker.state === 'installed') onReady();
        else worker.addEventListener('statechange', () => worker.state === 'installed' && onReady());
    };
    follow(registration.waiting);
    registration.addEventListener('updatefound', () => follow(registration.installing));

    // Browsers look for a new version some time after a page was opened; people who work offline most of the day get it now.
    registration.update().catch(() => {});
    let checkedAt = Date.now();
    document.addEventListener('visibilitychange', () => {
        if (document.visibilityState !== 'visible' || Date.now() - checkedAt < checkEveryMs) return;
        checkedAt = Date.now();
        registration.update().catch(() => {});
    });
}

// Resolves when the waiting version, if there is one, answers for this page.
export async function activateUpdate() {
    const waiting = registration && registration.waiting;
    if (!waiting) return;
    await new Promise((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
        setTimeout(resolve, 3000);
        waiting.postMessage('activate');
    });
}
