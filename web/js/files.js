// The origin-private file system's synchronous handles, opened by data_worker.js as Module.files = [{ name, handle }].
addToLibrary({
    $files__deps: ['$host'],
    $files: {
        attempt(file, what) {
            try {
                return what(Module['files'][file].handle);
            } catch (error) {
                console.error('file_failed name=' + Module['files'][file].name + ' error=' + error.name);
                return error.name === 'QuotaExceededError' ? -2 : -1;
            }
        },
    },

    js_files_find__deps: ['$host'],
    js_files_find__sig: 'ipi',
    js_files_find: (name, size) => {
        const wanted = host.text(name, size);
        return Module['files'].findIndex((file) => file.name === wanted);
    },

    js_files_read__deps: ['$files'],
    js_files_read__sig: 'iipid',
    js_files_read: (file, into, size, offset) =>
        files.attempt(file, (handle) => handle.read(HEAPU8.subarray(into, into + size), { at: offset })),

    // A short write is a full disk.
    js_files_write__deps: ['$files'],
    js_files_write__sig: 'iipid',
    js_files_write: (file, bytes, size, offset) =>
        files.attempt(file, (handle) =>
            handle.write(HEAPU8.subarray(bytes, bytes + size), { at: offset }) === size ? 0 : -2,
        ),

    js_files_truncate__deps: ['$files'],
    js_files_truncate__sig: 'iid',
    js_files_truncate: (file, size) =>
        files.attempt(file, (handle) => {
            handle.truncate(size);
            return 0;
        }),

    js_files_flush__deps: ['$files'],
    js_files_flush__sig: 'ii',
    js_files_flush: (file) =>
        files.attempt(file, (handle) => {
            handle.flush();
            return 0;
        }),

    js_files_size__deps: ['$files'],
    js_files_size__sig: 'di',
    js_files_size: (file) => files.attempt(file, (handle) => handle.getSize()),
});
