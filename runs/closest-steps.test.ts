import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { closestSteps } from './closest-steps.ts'
import { listSteps } from './step-catalogue.ts'

const steps = await listSteps({ root: fileURLToPath(new URL('..', import.meta.url)) })
const near = (text: string) => closestSteps(text, steps)

describe('the patterns nearest to a step that nobody knows', () => {
  it.each([
    [
      'z migawki biore klienta $k, który ma zgodę "regulamin"',
      /^z migawki biorę .*który/,
      'biore',
      'biorę',
    ],
    [
      'w ciągu 10 sekund w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym "T1"',
      /^w ciągu \{duration\} w systemie/,
      'sekund',
      's',
    ],
    [
      'in system "shop" paid order $order of customer $customer was prepared:',
      /^in system .* was prepared:$/,
      'paid',
      'a',
    ],
    ['wyzwalam synchronizację stany', /^wyzwalam synchronizację/, 'stany', '"stock-diff"'],
    ['I trigger the sync "stock-diff"', /^I trigger/, 'the', 'synchronisation'],
    [
      'system "vat" received exactly 1 request "check"',
      /system .* received exactly/,
      'system',
      'within',
    ],
  ])('%s', (text, pattern, here, there) => {
    const [first] = near(text)
    expect(first?.pattern).toMatch(pattern)
    expect(first?.differs).toEqual({ here, there })
  })

  it('are at most three, and none when nothing resembles it', () => {
    expect(near('w systemie "erp" przygotowano coś')).toHaveLength(3)
    expect(near('the moon is made of green cheese')).toEqual([])
    expect(near('')).toEqual([])
  })
})
