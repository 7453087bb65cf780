import type { ColumnShape } from '../../column.ts'
import type { WrittenTreatment } from '../../policy/treatment-schema.ts'
import type { Kind } from '../kinds.ts'
import type { KeyedBy } from '../table-samples.ts'
import type { JudgedColumn, JudgedPath } from '../judge-table.ts'

/** Treatments for one column, the best first; the last one fits wherever a column can be. */
export type Candidates = readonly [WrittenTreatment, ...WrittenTreatment[]]

const natural: Readonly<Record<Kind, readonly WrittenTreatment[]>> = {
  first_name: ['firstName'],
  last_name: ['lastName'],
  full_name: ['fullName'],
  email: ['email', 'freeText'],
  phone: ['phone', 'pattern'],
  username: ['username'],
  password_hash: ['passwordHash', 'token'],
  secret: ['token', 'uuid', 'secret'],
  street: ['street'],
  postcode: ['postcode', 'pattern'],
  city: ['city'],
  country: ['country'],
  geo: ['geoPoint'],
  company: ['company'],
  job: ['jobTitle'],
  tax_id: ['pattern', 'bijection'],
  national_id: ['pattern', 'bijection'],
  birth_date: ['birthDate', 'dateShift'],
  gender: [],
  iban: ['iban', 'pattern'],
  bank: ['pattern'],
  card: ['pattern'],
  ip: ['ip', { mask: 'ip', range: 'private' }],
  mac: ['mac'],
  user_agent: ['userAgent'],
  url: ['url'],
  tracking: ['bijection', 'pattern'],
  free_text: ['freeText'],
  json: [],
  php: [],
  xml: [],
  blob: ['placeholder'],
  signature: [],
}

/** For a column that was judged; keys stay distinct, and what nothing fits is taken out. */
export function candidatesFor(judged: JudgedColumn, shape: ColumnShape): Candidates {
  const { kind, paths, confidence, keyedBy } = judged
  const out: Candidates = [
    { drop: `${kind} that no transformer fits` },
    { keep: `${kind} that cannot be taken out: to be reviewed`, risk: 'indirect' },
  ]
  if (paths && keyedBy !== undefined) return [keyedOf(keyedBy, paths), 'freeText', ...out]
  if (paths) return [documentOf(kind, paths), ...out]
  const distinct: readonly WrittenTreatment[] =
    shape.kind === 'integer' ? ['bijection'] : ['token', 'bijection']
  const surely = confidence >= 0.7 ? distinct : []
  return [...special(judged), ...natural[kind], ...surely, ...out] as unknown as Candidates
}

/** Where the evidence says more than the kind. */
function special({
  kind,
  column,
  evidence,
}: Pick<JudgedColumn, 'kind' | 'evidence'> & { readonly column: string }) {
  const seen = evidence.some((one) => one.startsWith('values:') && one.endsWith(kind))
  if (kind === 'tax_id' && seen) return ['nip']
  if (kind === 'national_id' && seen) return ['pesel']
  if (kind === 'geo' && /lat|szer|breit/i.test(column)) return ['latitude']
  if (kind === 'geo' && /l[ao]n|lng|dlug|l(?:a|ae)ng/i.test(column)) return ['longitude']
  if (kind === 'city' && evidence.some((one) => /^name: (?:state|region|province|prov)$/.test(one)))
    return ['region']
  if (kind !== 'free_text' && evidence.some((one) => one.endsWith('with persons inside')))
    return ['freeText']
  return []
}

function documentOf(form: Kind, paths: readonly JudgedPath[]): WrittenTreatment {
  return {
    [form]: treatmentsOf(paths),
    otherPaths: { keep: 'nothing personal was found there' },
  }
}

const keyedOf = (by: KeyedBy, keys: readonly JudgedPath[]): WrittenTreatment => ({
  chosenBy: by,
  values: treatmentsOf(keys),
  other: { keep: 'nothing personal was found under other keys' },
})

function treatmentsOf(paths: readonly JudgedPath[]): Readonly<Record<string, WrittenTreatment>> {
  return Object.fromEntries(
    paths.map((path): [string, WrittenTreatment] => {
      if (path.paths) return [path.path, documentOf(path.kind, path.paths)]
      const [first] = [
        ...special({ ...path, column: path.path }),
        ...natural[path.kind].filter((one) => one !== 'geoPoint'),
      ]
      return [path.path, first ?? { drop: `${path.kind} in a document` }]
    }),
  )
}
