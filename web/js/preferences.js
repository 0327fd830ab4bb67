// Small settings of this device. Where the browser keeps none, they last as long as the page.
addToLibrary({
    $preferences: {
        unkept: {},
        read(key) {
            try {
                return localStorage.getItem('xingke.' + key) || '';
            } catch {
                return preferences.unkept[key] || '';
            }
        },
        write(key, value) {
            try {
                localStorage.setItem('xingke.' + key, value);
            } catch {
                preferences.unkept[key] = value;
            }
        },
        clear() {
            preferences.unkept = {};
        },
    },

    js_preferences_read__deps: ['$host', '$preferences'],
    js_preferences_read__sig: 'ipi',
    js_preferences_read: (key, size) => host.keepText(preferences.read(host.text(key, size))),

    js_preferences_write__deps: ['$host', '$preferences'],
    js_preferences_write__sig: 'vpipi',
    js_preferences_write: (key, keySize, value, valueSize) =>
        preferences.write(host.text(key, keySize), host.text(value, valueSize)),
});
