// Pictures of people: small ones as textures beside the glyphs, large ones over the canvas as elements of the page.
addToLibrary({
    $pictures__deps: ['$host', '$GL', '$frames'],
    $pictures: {
        // By key: null while it is decoded, false when it is no picture, else the texture.
        textures: {},

        decode(key, base64) {
            pictures.textures[key] = null;
            Promise.resolve()
                .then(() => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
                .then((bytes) => createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })))
                .then((bitmap) => {
                    const texture = GLctx.createTexture();
                    texture.name = GL.getNewId(GL.textures);
                    GL.textures[texture.name] = texture;
                    const before = GLctx.getParameter(GLctx.TEXTURE_BINDING_2D);
                    GLctx.bindTexture(GLctx.TEXTURE_2D, texture);
                    for (const [what, how] of [
                        [GLctx.TEXTURE_MIN_FILTER, GLctx.LINEAR],
                        [GLctx.TEXTURE_MAG_FILTER, GLctx.LINEAR],
                        [GLctx.TEXTURE_WRAP_S, GLctx.CLAMP_TO_EDGE],
                        [GLctx.TEXTURE_WRAP_T, GLctx.CLAMP_TO_EDGE],
                    ]) {
                        GLctx.texParameteri(GLctx.TEXTURE_2D, what, how);
                    }
                    GLctx.texImage2D(GLctx.TEXTURE_2D, 0, GLctx.RGBA, GLctx.RGBA, GLctx.UNSIGNED_BYTE, bitmap);
                    GLctx.bindTexture(GLctx.TEXTURE_2D, before);
                    bitmap.close();
                    return texture;
                })
                .catch(() => false)
                .then((texture) => {
                    pictures.textures[key] = texture;
                    frames.request(0);
                });
        },
        element(tag, parent, set) {
            const made = Object.assign(document.createElement(tag), set);
            parent.append(made);
            return made;
        },
        view(name, url) {
            const dialog = pictures.element('dialog', document.body, { id: 'picture' });
            dialog.setAttribute('aria-label', name);
            pictures.element('img', dialog, { src: url, alt: name });
            const close = pictures.element('button', dialog, { textContent: '\u00d7' });
            close.setAttribute('aria-label', '\u5173\u95ed Close');
            dialog.onclick = () => dialog.close();
            dialog.onclose = () => {
                dialog.remove();
                URL.revokeObjectURL(url);
            };
            dialog.showModal();
        },
        clear() {
            const open = document.getElementById('picture');
            if (open) open.close();
            pictures.textures = {};
        },
    },

    js_pictures_texture__deps: ['$pictures'],
    js_pictures_texture__sig: 'ipipi',
    js_pictures_texture: (key, keySize, base64, base64Size) => {
        const called = host.text(key, keySize);
        const known = pictures.textures[called];
        if (known === null || known === false) return 0;
        // The context may have been lost, and with it all textures.
        if (known && GLctx.isTexture(known)) return known.name;
        pictures.decode(called, host.text(base64, base64Size));
        return 0;
    },

    js_pictures_show__deps: ['$pictures'],
    js_pictures_show__sig: 'vpipipi',
    js_pictures_show: (name, nameSize, type, typeSize, bytes, size) => {
        const [called, kind] = [host.text(name, nameSize), host.text(type, typeSize)];
        const url = URL.createObjectURL(new Blob([HEAPU8.slice(bytes, bytes + size)], { type: kind }));
        if (/^image\/(jpeg|png|gif|webp)$/.test(kind)) {
            pictures.view(called, url);
            return;
        }
        // A browser may refuse the tab when the bytes came late after the press; then the file is saved instead.
        if (kind !== 'application/pdf' || !window.open(url, '_blank')) {
            Object.assign(document.createElement('a'), { href: url, download: called }).click();
        }
        setTimeout(() => URL.revokeObjectURL(url), 60000);
    },
});
