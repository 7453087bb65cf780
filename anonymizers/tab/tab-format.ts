import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'

/**
 * How the rows of a `.txt` file are written: the options of `mysqldump --tab`, of SELECT … INTO OUTFILE and of
 * LOAD DATA.
 */
export interface TabFormat {
  readonly fieldEnd: Buffer
  readonly lineEnd: Buffer
  /** A byte; -1: nothing is enclosed. */
  readonly enclosedBy: number
  /** Only texts are enclosed; numbers stand bare. */
  readonly optionally: boolean
  /** A byte. Without one, rows could not be told apart whatever is in them. */
  readonly escapedBy: number
}

/** What a policy says of it; what it leaves out is as mysqldump has it by default. */
export interface WrittenTabFormat {
  readonly fieldsTerminatedBy?: string | undefined
  readonly fieldsEnclosedBy?: string | undefined
  readonly fieldsOptionallyEnclosedBy?: string | undefined
  readonly fieldsEscapedBy?: string | undefined
  readonly linesTerminatedBy?: string | undefined
  /** As in `--default-character-set`. Default: each column in its own. */
  readonly charset?: string | undefined
}

/** @throws POLIGON_CONFIG for signs that rows cannot be told apart by. */
export function tabFormat(written: WrittenTabFormat = {}): TabFormat {
  const { fieldsEnclosedBy, fieldsOptionallyEnclosedBy } = written
  const enclosing = fieldsEnclosedBy ?? fieldsOptionallyEnclosedBy
  const format = {
    fieldEnd: signs(written.fieldsTerminatedBy ?? '\t', 'fieldsTerminatedBy'),
    lineEnd: signs(written.linesTerminatedBy ?? '\n', 'linesTerminatedBy'),
    enclosedBy: enclosing === undefined ? -1 : sign(enclosing, 'fieldsEnclosedBy'),
    optionally: fieldsEnclosedBy === undefined && fieldsOptionallyEnclosedBy !== undefined,
    escapedBy: sign(written.fieldsEscapedBy ?? '\\', 'fieldsEscapedBy'),
  }
  const first = [format.fieldEnd[0], format.lineEnd[0], format.enclosedBy, format.escapedBy]
  const used = first.filter((code) => code !== -1)
  if (new Set(used).size < used.length)
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`Two of the signs in ${name('source.tab')} of the policy begin alike, so that rows cannot be read back.`,
      remedy: say`Take the dump with other signs; those of mysqldump's own are safe.`,
    })
  return format
}

/** Formats that are tried when the policy names none, the usual one first. */
export const commonFormats: readonly TabFormat[] = [
  {},
  { fieldsTerminatedBy: ',', fieldsOptionallyEnclosedBy: '"' },
  { fieldsTerminatedBy: ',', fieldsEnclosedBy: '"' },
  { fieldsTerminatedBy: ';', fieldsEnclosedBy: '"' },
  { fieldsTerminatedBy: ',', fieldsEnclosedBy: '"', linesTerminatedBy: '\r\n' },
  { fieldsTerminatedBy: ';', fieldsEnclosedBy: '"', linesTerminatedBy: '\r\n' },
].map(tabFormat)

const control: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '0': '\0' }

/** With the escapes that one writes on a command line: `\t`. */
function signs(written: string, option: string): Buffer {
  const plain = written.replaceAll(/\\(.)/g, (_, letter: string) => control[letter] ?? letter)
  // With these an escape would mean something else.
  if (plain === '' || /^[ntrbZN0]/.test(plain)) throw unusable(option)
  return Buffer.from(plain)
}

function sign(written: string, option: string): number {
  const [code, ...more] = written.length === 1 ? Buffer.from(written) : signs(written, option)
  if (code === undefined || more.length > 0) throw unusable(option)
  return code
}

const unusable = (option: string) =>
  new PoligonError('POLIGON_CONFIG', {
    what: say`${name(`source.tab.${option}`)} of the policy is no sign that rows can be read by.`,
    remedy: say`Write it as it was given to mysqldump.`,
  })
