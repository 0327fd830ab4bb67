// Starts the app on the page: one compiled module, two instances. Data in a worker, from the first moment; the screen here.
import create from './xingke.js';
import { hidePanel, showPanel } from './panels.js';
import { addRest, compileRest } from './rest.js';
import { activateUpdate, watchForUpdates } from './updates.js';

const takeOverKey = 'xingke.take_over';
const isTest = new URLSearchParams(location.search).has('test');

// What tests read; nothing in the app depends on it.
globalThis.xingke = { frames: 0, ready: false, data: 'starting' };

let app = null;
let framesBefore = [];
// What the screen sends before the rest of the app is there.
let framesHeld = [];
let hasFailed = false;
let tellClosed = null;

function fail(kind, what) {
    if (hasFailed) return;
    hasFailed = true;
    // What is left of the app closes its database in good order.
    worker.postMessage({ type: 'close' });
    console.error('app_failed kind=' + kind + ' what=' + what);
    showPanel(kind, { detail: what, act: () => location.reload() });
}

function receive(frame) {
    if (app) app.host.enter(() => app.host.lend(new Uint8Array(frame), (at, size) => app._screen_data(at, size)));
    else framesBefore.push(frame);
}

// What the data worker says of itself; everything else between the two are frames.
function onState(message) {
    xingke.data = message.state;
    if (message.state === 'closed') {
        if (tellClosed) tellClosed();
    } else if (hasFailed) {
        // The page that says so stays.
    } else if (message.state === 'other_window') {
        showPanel('other_window', { act: () => worker.postMessage({ type: 'take_over' }) });
    } else if (message.state === 'handed_over') {
        // The database is closed here. Taking it back starts this window anew, at the same address.
        const act = () => {
            sessionStorage.setItem(takeOverKey, '1');
            location.reload();
        };
        showPanel('handed_over', { act });
    } else if (message.state === 'running') {
        hidePanel();
    } else if (message.state === 'failed') {
        fail(message.kind || 'failed', message.what);
    }
}

const worker = new Worker(new URL('./data_worker.js', import.meta.url), { type: 'module', name: 'xingke-data' });
worker.onmessage = (event) => (event.data instanceof ArrayBuffer ? receive(event.data) : onState(event.data));
worker.onerror = (event) => fail('failed', event.message || 'data_worker');

// Lets the worker close the database; it answers at once unless it is gone.
function closeData() {
    return new Promise((resolve) => {
        tellClosed = resolve;
        setTimeout(resolve, 3000);
        worker.postMessage({ type: 'close' });
    });
}

async function reload() {
    await closeData();
    await activateUpdate();
    location.reload();
}

function giveToWorker(module) {
    try {
        worker.postMessage({ type: 'module', module });
    } catch {
        // A browser that cannot hand a compiled module over compiles it twice.
        worker.postMessage({ type: 'module' });
    }
}

async function startData(compiled) {
    const takesOver = sessionStorage.getItem(takeOverKey) === '1';
    sessionStorage.removeItem(takeOverKey);
    worker.postMessage({ type: 'begin', takesOver });
    giveToWorker(await compiled);
}

function sendFrame(frame) {
    if (framesHeld) framesHeld.push(frame);
    else worker.postMessage(frame, [frame]);
}

// Both instances have the rest before the first frame that could lead there is on its way.
async function completeApp(rest, first) {
    const module = await rest;
    await addRest(module, first);
    giveToWorker(module);
    const held = framesHeld;
    framesHeld = null;
    held.forEach(sendFrame);
}

async function startScreen(compiled) {
    const module = await compiled;
    const rest = compileRest();
    rest.catch((error) => fail('not_loaded', String(error)));
    let completed;
    const instance = await create({
        canvas: document.getElementById('canvas'),
        isTest,
        sendFrame,
        reload,
        onFailure: (what) => fail('failed', what),
        onFirstFrame: () => {
            document.getElementById('boot').remove();
            xingke.ready = true;
            watchForUpdates(() => instance.host.enter(() => instance._screen_update_ready()));
        },
        instantiateWasm: (imports, receiveInstance) => {
            const receive = (made) => {
                completed = completeApp(rest, made);
                completed.catch((error) => fail('not_loaded', String(error)));
                receiveInstance(made, module);
            };
            WebAssembly.instantiate(module, imports).then(receive, (error) => fail('failed', String(error)));
            return {};
        },
    });
    // An address within the app may lead anywhere.
    if (location.hash !== '') await completed;
    if (instance.host.enter(() => instance._screen_start()) !== 1) {
        fail('no_webgl', '');
        return;
    }
    app = instance;
    for (const frame of framesBefore) receive(frame);
    framesBefore = [];
    await completed;
}

async function compile() {
    try {
        const response = await fetch(new URL('./xingke.wasm', import.meta.url));
        if (!response.ok) throw new TypeError('HTTP ' + response.status);
        return await WebAssembly.compileStreaming(response);
    } catch (error) {
        fail(error instanceof WebAssembly.CompileError ? 'old_browser' : 'not_loaded', String(error));
        throw error;
    }
}

addEventListener('pagehide', () => worker.postMessage({ type: 'close' }));
// A page that comes back from the browser's memory has no database any more.
addEventListener('pageshow', (event) => event.persisted && location.reload());

const compiled = compile();
Promise.all([startData(compiled), startScreen(compiled)]).catch((error) => fail('failed', String(error)));
