import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { openDumpSource } from '../sources/dump-source.ts'
import { madeArchive } from './archive.fixture.ts'
import { readTarHeader, tarHeader, tarPadding } from './tar-header.ts'

const member = (name: string, content: Buffer) =>
  Buffer.concat([
    tarHeader({ name, size: content.length }),
    content,
    Buffer.alloc(tarPadding(content.length)),
  ])

/** The contents of a directory: as those of a custom archive, with a file instead of an offset. */
function contents(): Buffer {
  const made = madeArchive({
    packing: 'none',
    entries: [
      {
        kind: 'TABLE',
        tag: 'customer',
        definition: 'CREATE TABLE public.customer (id integer, email text);\n',
      },
    ],
  })
  made[10] = 3
  const withoutOffset = made.subarray(0, made.length - 9)
  return Buffer.concat([withoutOffset, Buffer.of(1, 1, 0, 0, 0)])
}
const whole = Buffer.concat([member('toc.dat', contents()), Buffer.alloc(1024)])

const read = async (archive: Buffer): Promise<string> => {
  const { signal } = new AbortController()
  await using source = await openDumpSource('-', Readable.from([archive]), signal)
  return (await buffer(Readable.from(source.read(signal)))).toString()
}

describe('the header of a file in a tar archive', () => {
  it.each([0, 1, 512, 8 ** 11 - 1, 8 ** 11, 2 ** 45])(
    'is read as it was written: %i bytes',
    (size) => {
      expect(readTarHeader(tarHeader({ name: '3378.dat', size }))).toEqual({
        name: '3378.dat',
        size,
      })
    },
  )

  it('is none when a byte of it is another', () => {
    const header = tarHeader({ name: '3378.dat', size: 99 })
    for (let at = 0; at < header.length; at++) {
      const changed = Buffer.from(header)
      changed[at] = (changed[at] as number) ^ 1
      expect(readTarHeader(changed)?.size ?? 99).toBe(99)
    }
  })
})

describe('a tar archive of pg_dump', () => {
  it('is read as SQL', async () => {
    expect(await read(whole)).toContain('CREATE TABLE public.customer')
  })

  it('is refused wherever it is cut off', async () => {
    for (let length = 512; length < whole.length - 512; length += 64) {
      const failure = await read(whole.subarray(0, length)).then(
        () => undefined,
        (error: unknown) => error as PoligonError,
      )
      expect(failure?.code, `${length}`).toBe('POLIGON_SOURCE')
    }
  })

  it('is refused when it has a file twice', async () => {
    const twice = Buffer.concat([member('toc.dat', contents()), whole])
    await expect(read(twice)).rejects.toThrow(/damaged/)
  })
})
