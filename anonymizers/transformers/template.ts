import { z } from 'zod'
import { name, say } from '../../core/redacted.ts'
import { limit, refuse } from '../fit.ts'
import type { ColumnShape } from '../column.ts'
import type { Program } from '../programs/program.ts'
import type { Subject } from '../programs/subject.ts'
import { withInner } from '../inner-programs.ts'
import { defineTransformer, type Transformer } from '../transformer.ts'
import city from './city.ts'
import company from './company.ts'
import email from './email.ts'
import firstName from './firstName.ts'
import fullName from './fullName.ts'
import houseNumber from './houseNumber.ts'
import iban from './iban.ts'
import jobTitle from './jobTitle.ts'
import lastName from './lastName.ts'
import nip from './nip.ts'
import phone from './phone.ts'
import postcode from './postcode.ts'
import region from './region.ts'
import street from './street.ts'
import username from './username.ts'

/** What can stand in braces. A list that compiles at once: the registry loads its members later. */
const parts: Readonly<Record<string, Pick<Transformer<object>, 'compile'>>> = {
  city,
  company,
  email,
  firstName,
  fullName,
  houseNumber,
  iban,
  jobTitle,
  lastName,
  nip,
  phone,
  postcode,
  region,
  street,
  username,
}

const placeholder = /\{(\w+)\}/

/** All parts are of one persona: that of the row, else the one that the whole value stands for. */
const subject: Subject = { domain: 'template', canonical: 'name' }

function ofOnePersona(program: Program): Program {
  const inner = withInner(program, ofOnePersona)
  return inner.op === 'render' ? { ...inner, subject } : inner
}

/**
 * A text put together from the fields of the persona: `{firstName} {lastName} <{email}>`. The e-mail and
 * the phone are the persona's here and not those that a column has for its own values.
 */
export default defineTransformer({
  name: 'template',
  describe: 'Builds a text from the fields of the invented person.',
  kinds: [],
  params: z.strictObject({
    text: z
      .string()
      .max(500)
      .refine((text) => placeholder.test(text), 'a template names at least one field in braces')
      .describe(
        `Text with fields in braces: "{firstName} {lastName} <{email}>". Fields: ${Object.keys(parts).join(', ')}.`,
      ),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input: 'Jan Nowak <jan@wp.pl>',
      params: { text: '{firstName} {lastName} <{email}>' },
      matches: /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ <[a-z0-9.]+@[a-z]+\.example>$/u,
    },
    {
      input: 'Polna 3, 30-059 Kraków',
      params: { text: '{street} {houseNumber}, {postcode} {city}' },
      matches: /^ul\. .+ \d+\S*, \d\d-\d{3} \p{Lu}.+$/u,
    },
  ],
  compile({ text }, column, locale) {
    const { maxLength: _, ...wide } = column
    const inside: ColumnShape = { ...wide, kind: 'text' }
    return {
      op: 'join',
      parts: text.split(placeholder).map((part, i): string | Program => {
        if (i % 2 === 0) return part
        const transformer = Object.hasOwn(parts, part) ? parts[part] : undefined
        if (!transformer)
          throw refuse(
            'template',
            column,
            say`it has no field ${name(part)}`,
            say`The reference page of transformers lists the fields.`,
          )
        return ofOnePersona(transformer.compile({}, inside, locale))
      }),
      ...limit(column),
    }
  },
})
