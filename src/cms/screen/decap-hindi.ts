export const decapHindi = {};
