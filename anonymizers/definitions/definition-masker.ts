import type { EngineFamily } from '../../core/contracts/dump.ts'
import type { MaskingKey } from '../../core/key.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import { charsetOfDump } from '../charsets/charset-on-wire.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import email from '../transformers/email.ts'
import fullName from '../transformers/fullName.ts'
import iban from '../transformers/iban.ts'
import nip from '../transformers/nip.ts'
import pesel from '../transformers/pesel.ts'
import phone from '../transformers/phone.ts'
import { findPersonalParts, type PersonalPart } from './personal-parts.ts'

/** Masks what names somebody in the definitions of a dump; what else stands in them stays as it is. */
export interface DefinitionMasker {
  /**
   * @param charset - see Bulk.charset.
   * @returns `statement` itself where nothing is masked
   */
  mask(statement: Buffer, charset: string | undefined): Buffer
}

const transformers = { email, phone, nip, pesel, iban, fullName }
type Kind = PersonalPart['kind']
const kinds = Object.keys(transformers) as Kind[]

/**
 * A masker of definitions with the masks that the same values have in columns.
 *
 * @param key - of the policy, see keyOfPolicy.
 */
export function createDefinitionMasker(
  policy: LoadedPolicy,
  key: Pick<MaskingKey, 'bytes'>,
  family: EngineFamily,
): DefinitionMasker {
  const shape = shapeOf(family)
  const { prf = 'blake2s' } = policy.header.key
  const { locale } = policy
  const masker = createRowMasker(
    {
      shape,
      rows: 'masked',
      columns: shape.columns.map((column) => {
        const transformer = transformers[column.name as Kind]
        const program = transformer.compile({}, column, locale)
        return { column: column.name, treatment: 'mask', transformer: transformer.name, program }
      }),
    },
    kinds,
    { bytes: key.bytes.reveal(), prf },
    undefined,
  )
  const maskOf = (kind: Kind, value: Buffer): Uint8Array | null | undefined =>
    masker.mask(kinds.map((one) => (one === kind ? value : null)))[
      masker.writes.indexOf(kinds.indexOf(kind))
    ]

  const maskText = (statement: Buffer): Buffer => {
    const pieces: Uint8Array[] = []
    let at = 0
    for (const { kind, from, to } of findPersonalParts(statement)) {
      const mask = maskOf(kind, statement.subarray(from, to))
      if (!mask) continue
      pieces.push(statement.subarray(at, from), withoutQuotes(mask))
      at = to
    }
    return at === 0 ? statement : Buffer.concat([...pieces, statement.subarray(at)])
  }

  return {
    mask(statement, written) {
      const charset = charsetOfDump(family, written)
      if (typeof charset === 'string') return maskText(statement)
      const decoded = charset.decode(statement)
      if (decoded === undefined) return maskText(statement)
      const text = Buffer.from(decoded)
      const masked = maskText(text)
      return masked === text ? statement : charset.encode(masked.toString())
    },
  }
}

/** Quotes in a name would end the text that it stands in. */
const withoutQuotes = (mask: Uint8Array): Buffer =>
  Buffer.from(
    Buffer.from(mask)
      .toString()
      .replaceAll(/['"`\\$]/g, ''),
  )

const shapeOf = (family: EngineFamily): TableShape => ({
  name: 'definitions',
  family,
  columns: kinds.map((name): ColumnShape => ({
    name,
    kind: 'text',
    declared: 'text',
    nullable: true,
    generated: false,
    caseInsensitive: false,
  })),
  uniqueKeys: [],
  foreignKeys: [],
})
