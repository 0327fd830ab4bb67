// The windows that the tests look at the app through, in CSS pixels.
export const phone = { width: 390, height: 844, touch: true };
export const tablet = { width: 768, height: 1024, touch: true };
export const laptop = { width: 1440, height: 900, touch: false };
