/** How the rows of an exchange file stand in it. Plain data. */
export type FileLayout =
  /** Signs are bytes; `quote` -1: nothing is quoted. */
  | { readonly kind: 'csv'; readonly separator: number; readonly quote: number }
  /** A value a line. */
  | { readonly kind: 'lines' }
  /** A list in JSON, a value an element: as a document of that element alone. */
  | { readonly kind: 'elements' }
  /** The whole file is one value; bytes, when it is no text. */
  | { readonly kind: 'document'; readonly isText: boolean }

/** The column of files that have no columns: a line, or the whole file. */
export const contentColumn = 'content'

/** Documents are masked in memory; a list in JSON that is longer is masked element by element. */
export const longestDocument = 60 * 1024 * 1024
