export const publicKeyOf: (pem: string) => string;
export const signedText: (file: string, text: string, key: string) => string;
