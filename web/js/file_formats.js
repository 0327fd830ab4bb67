// Other programs' files: the worker's Module.askFiles(head, body) promises the answer of the module that reads and writes them.
addToLibrary({
    js_file_formats_ask__deps: ['$host'],
    js_file_formats_ask__sig: 'vpipipi',
    js_file_formats_ask: (token, question, head, headSize, body, bodySize) => {
        Module['askFiles'](HEAPU8.slice(head, head + headSize), HEAPU8.slice(body, body + bodySize)).then((answer) => {
            host.enter(() => _file_formats_answer(token, question, host.keep(answer)));
            Module['afterEvent']();
        });
    },
});
