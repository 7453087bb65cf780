import { describe, expect, it } from 'vitest'
import { LogMessageReader } from './pgoutput.ts'

const uint = (bytes: number, value: number) => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}
const text = (value: string) => Buffer.from(`${value}\0`)
const letter = (value: string) => Buffer.from(value)
const packet = (...parts: readonly Buffer[]) => Buffer.concat(parts)
const value = (content: string) =>
  packet(letter('t'), uint(4, Buffer.byteLength(content)), Buffer.from(content))
const tuple = (...values: readonly Buffer[]) => packet(uint(2, values.length), ...values)
const column = (name: string) => packet(uint(1, 1), text(name), uint(4, 25), uint(4, 0))
const none = letter('n')
const asItWas = letter('u')

const table = packet(
  letter('R'),
  uint(4, 77),
  text('public'),
  text('t'),
  letter('f'),
  uint(2, 2),
  column('id'),
  column('v'),
)
const begin = packet(letter('B'), Buffer.alloc(20))
const commit = packet(letter('C'), Buffer.alloc(25))
const row = (kind: string, ...rest: readonly Buffer[]) => packet(letter(kind), uint(4, 77), ...rest)
const relation = { oid: 77, schema: 'public', table: 't', columns: ['id', 'v'] }

/** Of one transaction, or of several that begin and end among the packets. */
function readLogMessages(packets: readonly Buffer[]) {
  const reader = new LogMessageReader()
  return [begin, ...packets, commit].flatMap((packet) => reader.read(packet))
}

describe('messages of pgoutput', () => {
  it('are read with rows as text', () => {
    const packets = [
      begin,
      table,
      row('I', letter('N'), tuple(value('1'), none)),
      row('U', letter('O'), tuple(value('1'), none), letter('N'), tuple(value('1'), value('ż'))),
      row('D', letter('O'), tuple(value('1'), value('ż'))),
      packet(letter('T'), Buffer.alloc(9)),
    ]
    expect(readLogMessages(packets)).toEqual([
      { kind: 'insert', relation, after: { id: '1', v: null } },
      {
        kind: 'update',
        relation,
        before: { id: '1', v: null },
        after: { id: '1', v: 'ż' },
      },
      { kind: 'delete', relation, before: { id: '1', v: 'ż' } },
      { kind: 'truncate' },
    ])
  })

  it('tell a large value once: what is left out is as it was', () => {
    const packets = [
      table,
      row(
        'U',
        letter('O'),
        tuple(value('1'), value('large')),
        letter('N'),
        tuple(value('2'), asItWas),
      ),
    ]
    expect(readLogMessages(packets)).toMatchObject([{ after: { id: '2', v: 'large' } }])
  })

  it('of our own are told from those of others', () => {
    const message = (prefix: string, content: string) =>
      packet(
        letter('M'),
        uint(1, 1),
        Buffer.alloc(8),
        text(prefix),
        uint(4, content.length),
        Buffer.from(content),
      )
    const packets = [message('other', 'x'), message('poligon', 'mark')]
    expect(readLogMessages(packets)).toEqual([{ kind: 'message', text: 'mark' }])
  })

  it('of a transaction that puts rows back are left out, and no others', () => {
    const undone = packet(
      letter('M'),
      uint(1, 1),
      Buffer.alloc(8),
      text('poligon'),
      uint(4, 6),
      Buffer.from('undone'),
    )
    const insert = (id: string) => row('I', letter('N'), tuple(value(id), none))
    const packets = [
      begin,
      table,
      insert('1'),
      commit,
      begin,
      undone,
      insert('2'),
      commit,
      begin,
      insert('3'),
      commit,
    ]
    expect(readLogMessages(packets)).toMatchObject([{ after: { id: '1' } }, { after: { id: '3' } }])
  })

  it('without the row as it was, or with bytes that are no text, are unreadable', () => {
    const broken = packet(letter('t'), uint(4, 1), Buffer.from([0xff]))
    const packets = [
      table,
      row('U', letter('N'), tuple(value('1'), none)),
      row('D', letter('K'), tuple(value('1'), none)),
      row('I', letter('N'), tuple(value('1'), broken)),
    ]
    expect(readLogMessages(packets).map(({ kind }) => kind)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
    ])
  })

  it('of a table that was not told stop the reading', () => {
    expect(() => readLogMessages([row('I', letter('N'), tuple(none, none))])).toThrow('pgoutput')
  })
})
