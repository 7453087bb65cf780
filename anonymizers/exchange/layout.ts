/** How the rows of an exchange file stand in it. Plain data. */
export type FileLayout =
  /** Signs are bytes; `quote` -1: nothing is quoted. */
  | { readonly kind: 'csv'; readonly separator: number; readonly quote: number }
  /** A value a line. */
  | { readonly kind: 'lines' }
  /** The whole file is one value; bytes, when it is no text. */
  | { readonly kind: 'document'; readonly isText: boolean }

/** The column of files that have no columns: a line, or the whole file. */
export const contentColumn = 'content'

/** Documents are masked in memory. */
export const longestDocument = 60 * 1024 * 1024
