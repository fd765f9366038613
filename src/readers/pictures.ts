/** How pictures begin that old Office files hold as they are: JPEG (JFIF and Exif), PNG. */
const signatures = ['ffd8ffe0', 'ffd8ffe1', '89504e470d0a1a0a'].map((hex) => Buffer.from(hex, 'hex'));

/** Whether a file of an old Office program holds a picture. */
export const holdsPicture = (bytes: Uint8Array): boolean => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return signatures.some((signature) => buffer.includes(signature));
};
