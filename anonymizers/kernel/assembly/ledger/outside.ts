/** What is done in JavaScript: answered by ../../../ledger/wasm-ledger.ts. */

/** Undoes escapes and unpacks texts, and has searched what comes out. */
export declare function hiddenIn(at: usize, length: u32, escaped: bool, packed: bool): void

/** Looks at the fields of the row that was read. */
export declare function seeRow(): void

/** Takes originals out of a value of the leaf, which may hold several. */
export declare function seeValue(leaf: u32, at: usize, length: u32): void

/** Looks whether a mask of the leaf reaches somebody. */
export declare function seeMask(leaf: u32, at: usize, length: u32): void

/** Does with a nested value of the column what was to be done with the values inside. */
export declare function seeNested(column: u32): void
