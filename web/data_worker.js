// The data worker: becomes the one owner of this origin's database, opens its files, then runs the second instance of the
// module. States, each told to the page:
//
//   waiting ──lock granted──▶ running          own(), run()
//   waiting ──an owner answers, or nobody for a while──▶ other_window (still waiting)
//   other_window ──take_over──▶ waiting        the owner closes and lets go; one that is asleep loses the lock by force
//   running ──another window asks──▶ handed_over        release()
//   running ──close (the page goes away)──▶ closed
//   any ──failure──▶ failed
import create from './xingke.js';
import { addRest, compileRest } from './rest.js';

const lockName = 'xingke-data';
const folderName = 'xingke';
const fileNames = ['crm.db', 'crm.db-wal', 'crm.db-journal', 'crm.db-mark', 'crm.db-rescue'];
const askAfterMs = 150;
const sayAnywayAfterMs = 2500;
const stealAfterMs = 3000;
const openForMs = 5000;

const channel = new BroadcastChannel(lockName);
const self_id = Math.random().toString(36).slice(2);

let state = 'waiting';
let app = null;
let files = [];
let letGo = () => {};
let framesBefore = [];
let isWhole = false;
// The page hands over the two parts of the compiled app, the first one first; undefined when it could not.
const takers = [];
const moduleGiven = new Promise((resolve) => takers.push(resolve));
const restGiven = new Promise((resolve) => takers.push(resolve));
const take = (module) => takers.shift()?.(module);

function say(next, more) {
    state = next;
    postMessage({ state: next, ...more });
}

function fail(error, kind) {
    if (state === 'failed') return;
    say('failed', { what: String((error && error.message) || error), kind });
    closeFiles();
    letGo();
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// --- one owner per origin ---
let lockRequest = null;

// Waits for the lock, first come first served; resolves when this worker holds it.
function requestLock(options) {
    return new Promise((resolve, reject) => {
        const hold = () =>
            new Promise((release) => {
                letGo = release;
                resolve();
            });
        // Refused later, when a window stole the lock: the data is not ours any more.
        navigator.locks.request(lockName, options, hold).catch((error) => {
            if (state === 'running') release('handed_over');
            else reject(error);
        });
    });
}

async function own(takesOver) {
    // Without locks (Safari before 15.4) the file handles themselves admit only one.
    if (!navigator.locks) return;
    const owned = (async () => {
        for (;;) {
            lockRequest = new AbortController();
            try {
                await requestLock({ signal: lockRequest.signal });
                return;
            } catch (error) {
                if (error.name !== 'AbortError') throw error;
                // Another waiting window was chosen: queue behind it.
                await sleep(500);
            }
        }
    })();
    // The window before this one (a reload) needs a moment to let go, so that nobody is told at once.
    setTimeout(() => state === 'waiting' && channel.postMessage({ type: 'who' }), askAfterMs);
    setTimeout(() => state === 'waiting' && say('other_window'), sayAnywayAfterMs);
    if (takesOver) takeOver();
    return Promise.race([owned, stolen]);
}

let steal;
const stolen = new Promise((resolve) => (steal = resolve));

// Asks the owner to close the database; one that does not answer (a phone put it to sleep) loses the lock.
function takeOver() {
    state = 'waiting';
    channel.postMessage({ type: 'take_over', by: self_id });
    setTimeout(() => {
        if (state === 'running' || state === 'failed' || files.length > 0) return;
        requestLock({ steal: true }).then(steal, fail);
    }, stealAfterMs);
}

channel.onmessage = ({ data: message }) => {
    if (message.type === 'who' && state === 'running') channel.postMessage({ type: 'owner' });
    if (message.type === 'owner' && state === 'waiting') say('other_window');
    if (message.type === 'take_over' && state === 'running') release('handed_over');
    else if (message.type === 'take_over' && lockRequest && files.length === 0) lockRequest.abort();
};

// --- files ---
async function openHandle(folder, name) {
    const file = await folder.getFileHandle(name, { create: true });
    const deadline = Date.now() + openForMs;
    for (let wait = 50; ; wait *= 2) {
        try {
            return await file.createSyncAccessHandle();
        } catch (error) {
            // The worker of a page just closed may still hold it.
            if (error.name !== 'NoModificationAllowedError' || Date.now() > deadline) throw error;
            await sleep(Math.min(wait, 1000));
        }
    }
}

// Some browsers offer the functions and refuse the deed.
async function canKeep(folder) {
    const handle = await openHandle(folder, 'probe');
    try {
        const mark = crypto.getRandomValues(new Uint8Array(16));
        const back = new Uint8Array(16);
        handle.write(mark, { at: 0 });
        handle.flush();
        handle.read(back, { at: 0 });
        return mark.every((byte, at) => byte === back[at]);
    } catch {
        return false;
    } finally {
        handle.close();
    }
}

// False: nothing can be kept here, and everything stays in memory. An existing database that cannot be opened is a
// failure instead: an empty one in its place would look like loss.
async function openFiles() {
    let folder;
    try {
        const root = await navigator.storage.getDirectory();
        folder = await root.getDirectoryHandle(folderName, { create: true });
        if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) return false;
    } catch (error) {
        console.warn('no_origin_private_files error=' + error.name);
        return false;
    }
    for (const name of fileNames) files.push({ name, handle: await openHandle(folder, name) });
    if (files[0].handle.getSize() > 0 || (await canKeep(folder))) return true;
    closeFiles();
    return false;
}

function closeFiles() {
    for (const { handle } of files) handle.close();
    files = [];
}

// --- other programs' files ---
const answerNotLoaded = new Uint8Array([2]);
const answerBroken = new Uint8Array([3]);

// Reads or writes one file (app/formats/asking.h): a module of its own, with an instance and a memory for each question,
// so that a file that breaks it breaks nothing else.
async function askFiles(head, body) {
    let files;
    let module;
    try {
        const compiled = WebAssembly.compileStreaming(fetch(new URL('./files.wasm', import.meta.url)));
        [files, module] = await Promise.all([import('./files.js'), compiled]);
    } catch (error) {
        console.warn('files_not_loaded error=' + error);
        return answerNotLoaded;
    }
    try {
        const instance = await new Promise((resolve, reject) => {
            const instantiateWasm = (imports, receive) => {
                WebAssembly.instantiate(module, imports).then((made) => receive(made, module), reject);
                return {};
            };
            files.default({ instantiateWasm }).then(resolve, reject);
        });
        const lend = (bytes) => {
            const at = instance._malloc(bytes.length || 1);
            if (!at) throw new RangeError('out of memory');
            instance.HEAPU8.set(bytes, at);
            return at;
        };
        const headAt = lend(head);
        const bodyAt = lend(body);
        const size = instance._files_answer(headAt, head.length, bodyAt, body.length);
        const at = instance._files_answer_at();
        return instance.HEAPU8.slice(at, at + size);
    } catch (error) {
        console.warn('files_broken error=' + error);
        return answerBroken;
    }
}

// --- the instance ---
let first = null;

async function complete() {
    await addRest((await restGiven) || (await compileRest()), first);
    isWhole = true;
    receiveWaiting();
}

async function instantiate() {
    const given = await moduleGiven;
    const module = given || (await WebAssembly.compileStreaming(fetch(new URL('./xingke.wasm', import.meta.url))));
    return create({
        files,
        baseUrl: new URL('./', self.location.href).href,
        sendFrame: (frame) => postMessage(frame, [frame]),
        afterEvent: pump,
        askFiles,
        onFailure: fail,
        instantiateWasm: (imports, receive) => {
            WebAssembly.instantiate(module, imports).then((made) => {
                first = made;
                receive(made, module);
            }, fail);
            return {};
        },
    });
}

let timer = 0;
// A message to ourselves comes after those already waiting, and without the 4 ms that timers are held back.
const soon = new MessageChannel();
soon.port1.onmessage = () => pump();

function pump() {
    if (state !== 'running') return;
    clearTimeout(timer);
    const wait = app.host.enter(() => app._data_tick());
    if (wait === 0) soon.port2.postMessage(0);
    else if (wait > 0) timer = setTimeout(pump, Math.min(wait, 0x7fffffff));
}

function receive(frame) {
    if (state === 'running' && isWhole) {
        app.host.enter(() => app.host.lend(new Uint8Array(frame), (at, size) => app._data_receive(at, size)));
        pump();
    } else if (state === 'running' || app === null) {
        framesBefore.push(frame);
    }
}

function receiveWaiting() {
    if (state !== 'running' || !isWhole) return;
    const waiting = framesBefore;
    framesBefore = [];
    waiting.forEach(receive);
}

async function run(takesOver) {
    await own(takesOver);
    const isDurable = await openFiles();
    const isNew = files.every(({ handle }) => handle.getSize() === 0);
    const instance = await instantiate();
    const completed = complete();
    completed.catch(fail);
    // Somebody may be signed in: then opening it can lead anywhere.
    if (!isNew) await completed;
    if (state === 'closed') return;
    app = instance;
    say('running', { isDurable });
    app.host.enter(() => app._data_start(isDurable ? 1 : 0));
    receiveWaiting();
    pump();
}

// Closes the database, then the files, then lets another window have them.
function release(next) {
    if (app && state === 'running') app.host.enter(() => app._data_close());
    clearTimeout(timer);
    if (state === 'failed') return;
    closeFiles();
    say(next);
    letGo();
}

self.onmessage = ({ data: message }) => {
    if (message instanceof ArrayBuffer) receive(message);
    else if (message.type === 'begin') {
        run(message.takesOver).catch((error) => fail(error, error.name === 'NoModificationAllowedError' ? 'storage_busy' : 'failed'));
    } else if (message.type === 'module') take(message.module);
    else if (message.type === 'take_over') takeOver();
    else if (message.type === 'close') release('closed');
};
// A module could be sent but not received: it is compiled here.
self.onmessageerror = () => take(undefined);
