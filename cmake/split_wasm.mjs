// Divides the linked web app in two: what it needs until somebody can sign in, and the rest, which is fetched after the
// first frame (web/rest.js). Run by app/CMakeLists.txt in the build's folder:
//   node split_wasm.mjs <wasm> <symbol map> <sources> <objects> <first.wasm> <rest.wasm>
// sources: a text file, one pattern of source files a line (app/after_first_frame.txt), of which the last that fits counts;
// objects: one object file a line.
// A function goes into the rest when only object files of those sources define it. Templates and inline functions that
// the others or the C++ library use, too, stay, and so do the initialisers that run before anything is called.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const [wasm, symbolMap, sourcesFile, objectsFile, first, rest] = process.argv.slice(2);
const lines = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

const emConfig = process.env.EMSCRIPTEN_ROOT ? join(process.env.EMSCRIPTEN_ROOT, 'em-config') : 'em-config';
const configured = (key) => execFileSync(emConfig, [key], { encoding: 'utf8' }).trim();
const llvmNm = join(configured('LLVM_ROOT'), 'llvm-nm');
const binaryen = (tool) => join(configured('BINARYEN_ROOT'), 'bin', tool);

const patterns = lines(sourcesFile).map((line) => {
    const pattern = line.replace(/^!/, '');
    const expression = new RegExp('^' + pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*') + '$');
    return { line, staysFirst: line !== pattern, matches: (source) => expression.test(source), isUsed: false };
});
// app/ui/CMakeFiles/xingke_ui.dir/kit/box.cpp.o is made of app/ui/kit/box.cpp.
const sourceOf = (object) => relative('', object).replace(/CMakeFiles\/[^/]*\.dir\//, '').replace(/\.o$/, '');
const objects = lines(objectsFile);
const later = new Set();
for (const object of objects) {
    const matching = patterns.filter(({ matches }) => matches(sourceOf(object)));
    for (const pattern of matching) pattern.isUsed = true;
    if (matching.length > 0 && !matching.at(-1).staysFirst) later.add(object);
}
const unused = patterns.filter(({ isUsed }) => !isUsed).map(({ line }) => line);
if (unused.length > 0) throw new Error(sourcesFile + ' names what is not there: ' + unused.join(', '));

const definedFirst = new Set();
const definedLater = new Set();
// Of each function in these files: the file and the name.
function definitions(files) {
    const listing = execFileSync(llvmNm, ['--defined-only', '-A', ...files], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
    return [...listing.matchAll(/^(.*): \S+ [TtWw] (\S+)$/gm)].map(([, file, name]) => [file, name]);
}
for (const [object, name] of definitions(objects)) {
    const isInitialiser = /^(_GLOBAL__sub_I_|__cxx_global_)/.test(name);
    (later.has(object) && !isInitialiser ? definedLater : definedFirst).add(name);
}
// The library calls its own instances of its templates, of which the linker keeps any one: std::to_string, say, is needed
// by the first frame, and what it calls may otherwise be only in the rest.
const libraries = ['libc++', 'libc++-noexcept', 'libc++abi', 'libc++abi-noexcept']
    .map((name) => join(configured('CACHE'), 'sysroot/lib/wasm32-emscripten', name + '.a')).filter(existsSync);
if (libraries.length === 0) throw new Error('the C++ library is not where emcc keeps it');
for (const [, name] of definitions(libraries)) definedFirst.add(name);

// The module has no names any more; the map says which function is which. wasm-split counts without the imported ones.
const module = new WebAssembly.Module(readFileSync(wasm));
const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === 'function').length;
const moved = [];
for (const line of lines(symbolMap)) {
    const colon = line.indexOf(':');
    const name = line.slice(colon + 1);
    if (definedLater.has(name) && !definedFirst.has(name)) moved.push(Number(line.slice(0, colon)) - imported);
}
if (moved.length === 0) throw new Error('no function of ' + sourcesFile + ' is in ' + wasm);
const list = rest + '.functions';
writeFileSync(list, moved.join('\n') + '\n');
// An empty place in the table is a null reference; every browser that has lasting files for workers knows those.
const features = ['--enable-mutable-globals', '--enable-sign-ext', '--enable-bulk-memory', '--enable-reference-types'];
execFileSync(binaryen('wasm-split'), [wasm, '--split-funcs=@' + list, '--no-placeholders', '--import-namespace=first',
    '-o1', first, '-o2', rest, ...features], { stdio: 'inherit' });
for (const part of [first, rest]) {
    execFileSync(binaryen('wasm-opt'), [part, '-Oz', '--duplicate-function-elimination', '-o', part, ...features], { stdio: 'inherit' });
}
