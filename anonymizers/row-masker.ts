/**
 * The border between the row codecs (which know how a syntax escapes a field) and the kernel (which
 * knows what to do with a value). Made once for a table and a column order, called for every row; a
 * faster kernel takes both sides over at once.
 */
export interface RowMasker {
  /** Positions (0-based, ascending) of the fields that must be decoded for {@link mask}. */
  readonly reads: readonly number[]
  /** Positions of the fields whose value may change. The rest of the row is copied as bytes. */
  readonly writes: readonly number[]
  /**
   * It only looks: what is no plain value (a function, say), or no text of its character set, is shown as
   * it stands in the dump and stops nothing.
   */
  readonly takesAnything?: true
  /** It only looks, and what stands in a row behind the last of {@link reads} need not be looked at. */
  readonly passesOver?: true
  /**
   * Masks one row.
   *
   * `fields[i]` is the decoded value of position `reads[i]`, null for NULL. The result has one value
   * for each of `writes`; both arrays and their buffers are valid until the next call only. A value
   * that is `===` its input was not changed.
   *
   * @throws POLIGON_VALUE naming the column; the caller adds table, row and byte offset.
   */
  mask(fields: readonly (Uint8Array | null)[]): readonly (Uint8Array | null)[]
}
