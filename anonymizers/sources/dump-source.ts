import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Archive } from '../archives/archive.ts'
import { checkArchive } from '../archives/check-archive.ts'
import { customArchive } from '../archives/custom-archive.ts'
import { directoryArchive, tocFile } from '../archives/directory-archive.ts'
import { plainText, type Purpose } from '../archives/plain-text.ts'
import { isTarArchive, tarArchive } from '../archives/tar-archive.ts'
import { archiveMagic } from '../archives/toc.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { TableNaming } from '../dialects/table-naming.ts'
import mysqlInsert from '../dialects/mysql-insert.ts'
import pgCopy from '../dialects/pg-copy.ts'
import type { WrittenTabFormat } from '../tab/tab-format.ts'
import { isTabFolder, openTabFolder, type TabFolder } from '../tab/tab-folder.ts'
import { tabText } from '../tab/tab-text.ts'
import exchangeFiles from '../exchange/dialect.ts'
import {
  exchangeBlocks,
  openExchangeFiles,
  type ExchangeFiles,
} from '../exchange/exchange-source.ts'
import type { FileRule } from '../exchange/file-rules.ts'
import type { TableShape } from '../column.ts'
import type { Outline } from '../pipeline/outline.ts'
import type { Filler } from './file-filler.ts'
import { fileIdentity } from './file-identity.ts'
import { inBlocks } from './blocks.ts'
import { compressions, type Compression } from './compression.ts'
import { detectDialect, headSize } from './detect-source.ts'
import { spool } from './spool.ts'
import type { Stored } from './stored.ts'
import { storedFile, unreadable } from './stored-file.ts'

/** A dump that can be read several times from the start. */
export interface DumpSource extends AsyncDisposable {
  readonly label: string
  readonly dialect: Dialect
  /** Device and inode of the files that are read; see {@link Stored.identity}. */
  readonly identities: readonly string[]
  /** How its tables are named. Default: `plain`. */
  readonly naming?: TableNaming
  /** What {@link read} makes SQL of, when the dump is no SQL itself. */
  readonly archive: Archive | undefined
  /** What {@link read} makes SQL of, when it is a folder of `mysqldump --tab`. */
  readonly tab?: TabFolder
  /** What {@link read} puts one behind the other, when it is files of exchange. */
  readonly exchange?: ExchangeFiles
  /** When they are known without reading. */
  readonly tables?: readonly TableShape[]
  /** Bytes as stored, before they are unpacked. */
  readonly size: number
  /**
   * The dump, unpacked, in blocks of 1 MB, each there until the next is asked for. `onRead` is told how many bytes have been taken of
   * {@link size} so far.
   *
   * @throws POLIGON_SOURCE when it cannot be read to its end.
   */
  read(signal: AbortSignal, onRead?: (bytes: number) => void): AsyncGenerator<Buffer>
  /** What {@link read} reads, straight into memory of the reader's. Absent where there is more to do than reading. */
  readonly filler?: () => Filler
  /** Where its segments are, once it was surveyed; to be read with {@link filler}. */
  readonly outline?: Outline
}

/** What the SQL of an archive is for; it may depend on what is in it. */
export type PurposeOf = Purpose | ((archive: Archive) => Purpose)

/** What a policy says of how its source is written. */
export interface SourceFacts {
  readonly tab?: WrittenTabFormat | undefined
  /** The source is files of exchange. */
  readonly files?: readonly FileRule[]
}

/**
 * Opens what `mask` takes for SOURCE: a path, or `-` for `stdin`. The kind is read from the content.
 *
 * @param purpose - what the SQL of an archive is for.
 * @throws POLIGON_SOURCE when there is nothing, or nothing of a known kind.
 */
export async function openDumpSource(
  address: string,
  stdin: Readable,
  signal: AbortSignal,
  purpose: PurposeOf = 'restore',
  stdinLabel = '-',
  facts: SourceFacts = {},
): Promise<DumpSource> {
  if (/^(?:postgres(?:ql)?|mysql|mariadb|env):/i.test(address))
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`This kind of source is not known.`,
      remedy: say`Name a dump file, - for stdin, or a postgres://, mysql:// or mariadb:// address.`,
    })
  if (facts.files) return ofExchange(address, facts.files)
  if (address !== '-' && existsSync(join(address, tocFile)))
    return ofArchive(await directoryArchive(address), purpose, async () => {})
  if (address !== '-' && (await isTabFolder(address))) return ofTab(address, facts.tab)
  const stored =
    address === '-' ? await spool(stdin, stdinLabel, signal) : await storedFile(address)
  try {
    const dispose = async () => stored[Symbol.asyncDispose]()
    const magic = await headOf(unpacked(stored, undefined, signal))
    if (magic.subarray(0, archiveMagic.length).equals(archiveMagic))
      return await ofArchive(await customArchive(stored), purpose, dispose)
    if (isTarArchive(magic)) return await ofArchive(await tarArchive(stored), purpose, dispose)
    const compression = compressionOf(magic)
    const read = (stop: AbortSignal, onRead?: (bytes: number) => void) =>
      unpacked(stored, compression, stop, onRead)
    return {
      label: stored.label,
      size: stored.size,
      identities: stored.identity === undefined ? [] : [stored.identity],
      archive: undefined,
      dialect: await detectDialect(await headOf(read(signal)), stored.label),
      read,
      ...(compression || !stored.filler ? {} : { filler: stored.filler }),
      [Symbol.asyncDispose]: dispose,
    }
  } catch (failure) {
    await stored[Symbol.asyncDispose]()
    throw failure
  }
}

async function ofArchive(
  archive: Archive,
  purposeOf: PurposeOf,
  dispose: () => Promise<void>,
): Promise<DumpSource> {
  const purpose = typeof purposeOf === 'string' ? purposeOf : purposeOf(archive)
  checkArchive(archive)
  return {
    label: archive.label,
    size: archive.size,
    identities: archive.identities,
    archive,
    dialect: pgCopy,
    async *read(signal, onRead = () => {}) {
      let taken = 0
      const text = plainText(archive, purpose, (bytes) => onRead((taken += bytes)))
      for await (const block of inBlocks(text)) {
        signal.throwIfAborted()
        yield block
      }
    },
    [Symbol.asyncDispose]: dispose,
  }
}

async function ofExchange(path: string, rules: readonly FileRule[]): Promise<DumpSource> {
  if (path === '-')
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`The policy is for files, and files of exchange are not read from stdin.`,
      remedy: say`Name the file or its folder.`,
    })
  const exchange = await openExchangeFiles(path, rules)
  return {
    label: path,
    size: exchange.files.reduce((sum, { stats }) => sum + stats.size, 0),
    identities: exchange.files.map(({ stats }) => fileIdentity(stats)),
    archive: undefined,
    exchange,
    tables: exchange.tables,
    dialect: exchangeFiles,
    async *read(signal, onRead = () => {}) {
      let taken = 0
      for await (const block of inBlocks(
        exchangeBlocks(exchange, (bytes) => onRead((taken += bytes))),
      )) {
        signal.throwIfAborted()
        yield block
      }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

async function ofTab(path: string, written: WrittenTabFormat | undefined): Promise<DumpSource> {
  const tab = await openTabFolder(path, written)
  return {
    label: path,
    size: tab.size,
    identities: tab.identities,
    archive: undefined,
    tab,
    dialect: mysqlInsert,
    async *read(signal, onRead = () => {}) {
      let taken = 0
      for await (const block of inBlocks(tabText(tab, (bytes) => onRead((taken += bytes))))) {
        signal.throwIfAborted()
        yield block
      }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

const compressionOf = (head: Buffer): Compression | undefined =>
  compressions.find(({ magic }) => head.subarray(0, magic.length).equals(magic))

async function headOf(blocks: AsyncGenerator<Buffer>): Promise<Buffer> {
  for await (const block of blocks) return block.subarray(0, headSize)
  return Buffer.alloc(0)
}

async function* unpacked(
  stored: Stored,
  compression: Compression | undefined,
  signal: AbortSignal,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const raw = compression || !stored.blocks ? stored.open() : stored.blocks()
  let taken = 0
  async function* counted() {
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      onRead((taken += chunk.length))
      yield chunk
    }
  }
  const stream = compression ? compression.unpack(counted()) : counted()
  try {
    for await (const block of inBlocks(stream)) {
      signal.throwIfAborted()
      yield block
    }
  } catch (failure) {
    if (failure instanceof PoligonError || signal.aborted) throw failure
    const code = (failure as NodeJS.ErrnoException).code ?? ''
    throw /^(?:Z_|ZSTD_|ERR_ZSTD|ERR_LZ4)/.test(code)
      ? new PoligonError('POLIGON_SOURCE', {
          what: say`${name(stored.label)} is damaged or cut off: it cannot be unpacked to its end.`,
          remedy: say`Copy or take the dump again.`,
          cause: failure,
        })
      : unreadable(stored.label, failure)
  } finally {
    if ('destroy' in raw) raw.destroy()
  }
}
