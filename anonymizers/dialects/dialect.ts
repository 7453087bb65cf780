import type { EngineFamily, RowSyntax, TableName } from '../../core/contracts/dump.ts'
import type { FileLayout } from '../exchange/layout.ts'
import type { RowMasker } from '../row-masker.ts'
import type { ByteWriter } from './byte-writer.ts'

/** A bulk statement: which table its rows go to, and what stands in them. */
export interface Bulk {
  readonly table: TableName
  /** In the order of the fields; undefined: all columns, in the order of the CREATE TABLE statement. */
  readonly columns: readonly string[] | undefined
  /** How its rows are written, when not in the syntax that is usual in the dialect. */
  readonly syntax?: RowSyntax
  /** A backslash in its texts takes the next byte with it, though the syntax has it otherwise. */
  readonly backslashes?: true
  /**
   * The server's name of the character set that it is written in, when that is not UTF-8. `binary`: texts
   * are in the character sets of their columns.
   */
  readonly charset?: string
  /** Of exchange files: how rows stand in them. */
  readonly layout?: FileLayout
}

/** What a {@link RowCodec} must know of a bulk statement. */
export type BulkForm = Pick<Bulk, 'syntax' | 'backslashes' | 'charset' | 'layout'>

/**
 * A whole part of a dump, `[from, to)` within the bytes it was found in.
 *
 * - `statement`: one statement or client command that holds no values of rows, with the comments and
 *   blank lines before it.
 * - `data`: one statement that may hold values of rows, in a form that cannot be masked. `table` is the
 *   one it writes to, when it is a single one for certain.
 * - `rows-begin`, `rows`, `rows-end`: a bulk statement; see core/contracts/dump.ts. Several `rows` may
 *   follow each other; a `rows` holds whole rows only.
 */
export type Segment = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'statement'
      /** See {@link Bulk.charset}. */
      readonly charset?: string
      /** It chooses this database for what follows. */
      readonly database?: string
    }
  | {
      readonly kind: 'data'
      readonly table: TableName | undefined
      readonly verb: DataVerb
      /** Where the statement itself begins, behind comments and blanks. */
      readonly at: number
      /** See {@link Bulk.charset}. */
      readonly charset?: string
    }
  | { readonly kind: 'rows-begin'; readonly bulk: Bulk }
  | { readonly kind: 'rows'; readonly bulk: Bulk; readonly rows: number }
  | { readonly kind: 'rows-end'; readonly bulk: Bulk }
)

/** `insert` only adds rows to its table; `other` may do anything with its values. */
export type DataVerb = 'insert' | 'other'

/**
 * Cuts one dump, front to back. Holds what the syntax remembers between segments (an open COPY, the
 * current delimiter), never bytes.
 */
export interface Scanner {
  /**
   * The segment that starts at `from`; undefined when `bytes` ends before it does. The next call is
   * made with the position where this one ended, in the same or in a longer copy of the bytes.
   *
   * @param last - nothing follows `bytes`: then there is always a segment, or an error. The very last
   *   call has no bytes left.
   * @throws Refusal at the place that cannot be understood, or where the dump ends too early.
   */
  next(bytes: Buffer, from: number, last: boolean): Segment | undefined
}

/** Masks the rows of one bulk statement. Made once for a column order; keeps no state between rows. */
export interface RowCodec {
  /**
   * Copies the whole rows of `bytes[from, to)` to `out`, with the masked fields replaced.
   *
   * @throws Refusal where a row cannot be understood, and what the row masker throws.
   */
  maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void
  /** After an error: the row of that call that it happened in (from 0), and where that row starts. */
  readonly row: number
  readonly rowStart: number
}

/**
 * A syntax of dumped data. Synchronous functions over bytes; files, streams and threads are the
 * pipeline's. A dialect is tested by dialect.contract.ts with its input cut at every byte.
 */
export interface Dialect {
  /** As in the registry. */
  readonly name: string
  /** What people call it: `a plain pg_dump`. */
  readonly describe: string
  readonly family: EngineFamily
  /** What its bulk statements are written in, when they say nothing else. */
  readonly syntax: RowSyntax
  /** How sure it is, from 0 to 1, that a dump that starts with `head` (some 64 KB) is its own. */
  recognises(head: Buffer): number
  createScanner(): Scanner
  /**
   * @param computed - positions of the columns that the server works out itself. Some tools write their
   *   values all the same, made of values that are masked: they are left to the server.
   * @param form - of the bulk statement that the rows are in.
   */
  createRowCodec(
    columns: readonly string[],
    masker: RowMasker,
    computed?: readonly number[],
    form?: BulkForm,
  ): RowCodec
  /**
   * What makes the receiver refuse an output that was broken off after a whole row or statement.
   * `open`: the bulk statement that was not closed, with its number of columns.
   */
  breakOff(message: string, open: (BulkForm & { readonly columns: number }) | undefined): string
}
