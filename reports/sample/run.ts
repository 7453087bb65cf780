import { createHash } from 'node:crypto'
import type { JournalEvent } from '../../core/contracts/journal.ts'
import type {
  AttemptRecord,
  Difference,
  RunRecord,
  ScenarioRecord,
  StepRecord,
} from '../../core/contracts/run-record.ts'
import { catalogueScripts } from './catalogue.ts'
import { orderScripts } from './order.ts'
import type { ScenarioScript } from './script.ts'
import { serviceScripts } from './service.ts'

const run = '2026-11-23-084107'
const start = Date.UTC(2026, 10, 23, 8, 41, 7)

/**
 * A run as a shop with an ERP, a carrier, a VAT register and a product system has it: every outcome
 * occurs. For tests, for screenshots, and for whoever writes a section and wants to see it.
 */
export function sampleRun(
  scripts: readonly ScenarioScript[] = [...orderScripts, ...serviceScripts, ...catalogueScripts],
): RunRecord {
  let at = start + 4_200
  const scenarios = scripts.map((script, i): ScenarioRecord => {
    const scenario = scenarioOf(script, `pickle-${i + 1}`, at)
    at += scenario.duration + 180
    return scenario
  })
  return {
    run,
    started: start,
    duration: at - start + 900,
    environment: 'shop-erp',
    provider: 'embedded',
    systems: [
      { name: 'shop', kind: 'database', detail: 'MariaDB 10.11.14' },
      { name: 'erp', kind: 'database', detail: 'PostgreSQL 15.18' },
      { name: 'hub', kind: 'subject', detail: 'node examples/hub/main.ts, one process a slot' },
      { name: 'carrier', kind: 'API', detail: 'mock, REST' },
      { name: 'vat', kind: 'API', detail: 'mock, SOAP' },
      { name: 'pim', kind: 'files', detail: 'one folder a slot' },
    ],
    scenarios,
    notes: [
      'Both databases hold masked copies; their status is pseudonymised.',
      'Egress: proxy only. A process that ignores its proxy settings is not held back.',
      'The dump of erp was taken from PostgreSQL 14.9, the server is 15.18.',
    ],
    problems: [],
    data: [
      {
        system: 'shop',
        policy: 'anonymizers/shop.yaml',
        keyId: 'k-5f0c21',
        tables: [
          {
            table: 'customers',
            rows: 2000,
            maskedColumns: ['email', 'first_name', 'last_name', 'phone', 'password_hash'],
          },
          {
            table: 'addresses',
            rows: 3184,
            maskedColumns: ['street', 'postcode', 'city', 'vat_id'],
          },
          { table: 'orders', rows: 5210, maskedColumns: ['note', 'invoice_json'] },
          { table: 'stock', rows: 640, maskedColumns: [] },
        ],
      },
      {
        system: 'erp',
        policy: 'anonymizers/erp.yaml',
        keyId: 'k-5f0c21',
        tables: [
          { table: 'public.partner', rows: 2140, maskedColumns: ['name', 'email', 'tax_id'] },
          { table: 'public.bank_account', rows: 380, maskedColumns: ['iban', 'owner'] },
        ],
      },
    ],
  }
}

function scenarioOf(script: ScenarioScript, id: string, at: number): ScenarioRecord {
  const tries = script.tries.map((steps, i) => attemptOf(steps, id, i, at + i * 2_600))
  const last = tries.at(-1) ?? {
    started: 0,
    duration: 0,
    slot: '',
    steps: (script.planned ?? []).map((line) => stepOf(line, 'not-run', 0, 0)),
    journal: [],
    evidence: {},
  }
  const { tries: _tries, planned: _planned, ...about } = script
  return {
    ...last,
    ...about,
    id,
    attempts: tries.length,
    earlier: tries.slice(0, -1),
  }
}

function attemptOf(
  script: ScenarioScript['tries'][number],
  scenario: string,
  attempt: number,
  at: number,
): AttemptRecord {
  const journal: JournalEvent[] = []
  const evidence: Record<string, string> = {}
  const common = { v: 1, run, slot: 'slot-1', scenario, attempt } as const
  let t = at + 40
  const steps = script.map(({ says, outcome, events, failure, differences, table }) => {
    const started = t
    for (const [after, from, to, kind, key, summary, detail, problem] of events ?? []) {
      t += after
      const ref = detail === undefined ? '' : hash(detail)
      if (detail !== undefined) evidence[ref] = detail
      journal.push({
        ...common,
        t,
        seq: t - start,
        step: wording(says).text,
        from,
        to,
        kind,
        key,
        summary,
        ref,
        ...(problem === undefined ? {} : { problem }),
      })
    }
    t += outcome === 'skipped' ? 0 : 12
    return {
      ...stepOf(says, outcome ?? 'passed', started, t - started, table),
      ...(failure === undefined ? {} : { failure }),
      ...(differences === undefined ? {} : { differences: differences.map(difference) }),
    }
  })
  return { started: at, duration: t - at + 25, slot: 'slot-1', steps, journal, evidence }
}

function stepOf(
  says: string,
  outcome: StepRecord['outcome'],
  started: number,
  duration: number,
  table: StepRecord['table'] = [],
): StepRecord {
  return { ...wording(says), outcome, started, duration, table }
}

/** The keyword ends at the bar: `Given|a paid order`. */
function wording(says: string): Pick<StepRecord, 'keyword' | 'text'> {
  const [keyword = '', text = ''] = says.split('|')
  return { keyword, text }
}

function difference([system, subject, field, expected, actual]: readonly [
  string,
  string,
  string,
  string,
  string,
]): Difference {
  return { system, subject, field, expected, actual }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
