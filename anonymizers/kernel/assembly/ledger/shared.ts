/** What all threads know of originals: answered by an instance of table.ts. */

/** Remembers how an original begins; `isNumber`: the first word has digits alone. */
export declare function addFirst(print: u64, words: u32, isNumber: bool): void

/** Remembers how a number begins, see numbers.ts. */
export declare function addLeading(bit: u32): void

/** A bit for every number of words that originals have which may begin so. */
export declare function lengthsOf(print: u64): u32

/** The leaf, or 0. */
export declare function find(print: u64): u32
