// Photos and documents of people: files of their own in the origin's private file system, beside the database. Where there
// is none they stay in memory, like the database then does. One file is worked on at a time, in the order of the calls.
addToLibrary({
    $blobFiles__deps: ['$host'],
    $blobFiles: {
        memory: {},
        last: null,

        // Null: nothing can be kept.
        folder: async () => {
            try {
                const root = await navigator.storage.getDirectory();
                if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) return null;
                return await root.getDirectoryHandle('xingke-files', { create: true });
            } catch {
                return null;
            }
        },
        // Each call after the one before; `work` never throws.
        queue(work) {
            blobFiles.last = (blobFiles.last || Promise.resolve()).then(work);
        },
        // 0 kept, 1 no space, 2 failed.
        write: async (name, bytes) => {
            const folder = await blobFiles.folder();
            if (!folder) {
                blobFiles.memory[name] = bytes;
                return 0;
            }
            try {
                const handle = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
                try {
                    handle.truncate(0);
                    const count = handle.write(bytes, { at: 0 });
                    handle.flush();
                    return count === bytes.length ? 0 : 1;
                } finally {
                    handle.close();
                }
            } catch (error) {
                return error.name === 'QuotaExceededError' ? 1 : 2;
            }
        },
        read: async (name, offset, size) => {
            const folder = await blobFiles.folder();
            if (!folder) return (blobFiles.memory[name] || new Uint8Array(0)).slice(offset, offset + size);
            try {
                const file = await (await folder.getFileHandle(name)).getFile();
                return new Uint8Array(await file.slice(offset, offset + size).arrayBuffer());
            } catch {
                return new Uint8Array(0);
            }
        },
        remove: async (names) => {
            const folder = await blobFiles.folder();
            for (const name of names) {
                delete blobFiles.memory[name];
                if (folder) await folder.removeEntry(name).catch(() => {});
            }
        },
        removeAll: async () => {
            blobFiles.memory = {};
            const root = await navigator.storage.getDirectory().catch(() => null);
            if (root) await root.removeEntry('xingke-files', { recursive: true }).catch(() => {});
        },
    },

    js_blob_files_write__deps: ['$blobFiles'],
    js_blob_files_write__sig: 'vpipipi',
    js_blob_files_write: (token, request, name, nameSize, bytes, size) => {
        const [called, content] = [host.text(name, nameSize), HEAPU8.slice(bytes, bytes + size)];
        blobFiles.queue(async () => {
            const outcome = await blobFiles.write(called, content);
            host.enter(() => _blob_files_written(token, request, outcome));
            Module['afterEvent']();
        });
    },

    js_blob_files_read__deps: ['$blobFiles'],
    js_blob_files_read__sig: 'vpipidd',
    js_blob_files_read: (token, request, name, nameSize, offset, size) => {
        const called = host.text(name, nameSize);
        blobFiles.queue(async () => {
            const bytes = await blobFiles.read(called, offset, size);
            host.enter(() => _blob_files_read(token, request, host.keep(bytes)));
            Module['afterEvent']();
        });
    },

    js_blob_files_remove__deps: ['$blobFiles'],
    js_blob_files_remove__sig: 'vpi',
    js_blob_files_remove: (name, size) => {
        const called = host.text(name, size);
        blobFiles.queue(() => blobFiles.remove([called]));
    },

    js_blob_files_remove_all__deps: ['$blobFiles'],
    js_blob_files_remove_all__sig: 'v',
    js_blob_files_remove_all: () => blobFiles.queue(() => blobFiles.removeAll()),
});
