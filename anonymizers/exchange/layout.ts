/** How the rows of an exchange file stand in it. Plain data. */
export type FileLayout =
  /** Signs are bytes; `quote` -1: nothing is quoted. */
  | { readonly kind: 'csv'; readonly separator: number; readonly quote: number }
  /** A value a line. */
  | { readonly kind: 'lines' }
  /** The whole file is one value; bytes, when it is no text. */
  | { readonly kind: 'document'; readonly isText: boolean }
  /** A document that is cut into parts; what is longer than `longest` bytes is no part while it has some. */
  | { readonly kind: 'records'; readonly format: RecordFormat; readonly longest: number }
  /**
   * Parts of such a document, each a document when it has its surroundings, whose bytes are latin1 here;
   * `isTag`: one, which is no element without them.
   */
  | {
      readonly kind: 'parts'
      readonly format: RecordFormat
      readonly before: string
      readonly after: string
      readonly isTag?: true
    }
  /** What holds it together. */
  | { readonly kind: 'frame' }

export type RecordFormat = 'json' | 'xml'

/** The column of files that have no columns: a line, or the whole file. */
export const contentColumn = 'content'

/** Documents are masked in memory; those that are longer are cut into parts. */
export const longestDocument = 60 * 1024 * 1024

export const longestPart = 8 * 1024 * 1024
