// Unpredictable bytes.
addToLibrary({
    js_random_fill__sig: 'vpi',
    js_random_fill: (into, size) => {
        // The browser gives at most 64 KB at once.
        for (let done = 0; done < size; done += 65536) {
            crypto.getRandomValues(HEAPU8.subarray(into + done, into + Math.min(size, done + 65536)));
        }
    },
});
