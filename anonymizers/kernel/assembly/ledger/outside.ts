/** What is done in JavaScript: answered by ../../../ledger/wasm-ledger.ts. */

/** Unpacks what is packed in the text, and has it searched. */
export declare function packedIn(at: usize, length: u32): void

/** Takes the e-mail addresses in the text out of what touches them, and has them looked for. */
export declare function mailsIn(at: usize, length: u32): void

/** Looks at the fields of the row that was read. */
export declare function seeRow(): void

/** Takes originals out of a value of the leaf, which may hold several. */
export declare function seeValue(leaf: u32, at: usize, length: u32): void

/** Looks whether a mask of the leaf reaches somebody. */
export declare function seeMask(leaf: u32, at: usize, length: u32): void

/** Does with a nested value of the column what was to be done with the values inside. */
export declare function seeNested(column: u32): void
