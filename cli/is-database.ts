/**
 * Whether SOURCE or TARGET is the address of a server, of a kind that is known or not; everything else is a
 * file, or `-`. A password in an address never becomes the name of a file.
 */
export const isDatabase = (address: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(address)
