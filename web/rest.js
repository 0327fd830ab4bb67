// The rest of the app: the functions that only somebody who is signed in reaches (app/after_first_frame.txt). Fetched once
// the first part is there, so that a first visit shows its sign-in page earlier. Each instance of the app is given them
// before it hears anything that could lead there: the page keeps back what it sends (start.js), the worker does not open a
// database that has something in it (data_worker.js).
const retryAfterMs = [500, 1000, 2000, 4000, 8000];

export async function compileRest() {
    for (let attempt = 0; ; attempt++) {
        try {
            const response = await fetch(new URL('./rest.wasm', import.meta.url));
            if (!response.ok) throw new TypeError('HTTP ' + response.status);
            return await WebAssembly.compileStreaming(response);
        } catch (error) {
            if (attempt === retryAfterMs.length) throw error;
            await new Promise((resolve) => setTimeout(resolve, retryAfterMs[attempt]));
        }
    }
}

// Fills the places that the first part left empty in its table of functions.
export function addRest(module, first) {
    return WebAssembly.instantiate(module, { first: first.exports });
}
