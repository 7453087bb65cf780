import { describe, expect, it } from 'vitest'
import { columnPrefixOf, withoutPrefix } from './column-prefix.ts'

describe('what all columns of a table begin with', () => {
  it('is their first word when most have it', () => {
    expect(columnPrefixOf(['Kln_Id', 'Kln_Nazwa', 'Kln_Ulica', 'Kln_Miasto', 'rowguid'])).toBe(
      'Kln_',
    )
    expect(columnPrefixOf(['guest_id', 'guest_email', 'guest_phone', 'guest_zip'])).toBe('guest_')
  })

  it('is nothing in a small table, or where the columns differ', () => {
    expect(columnPrefixOf(['user_id', 'user_name'])).toBe('')
    expect(columnPrefixOf(['id', 'user_id', 'name', 'city', 'zip'])).toBe('')
    expect(columnPrefixOf([])).toBe('')
  })

  it('leaves a name whole that has it not, or is no more', () => {
    expect(withoutPrefix('guest_zip', 'guest_')).toBe('zip')
    expect(withoutPrefix('zip', 'guest_')).toBeUndefined()
    expect(withoutPrefix('guest_', 'guest_')).toBeUndefined()
    expect(withoutPrefix('zip', '')).toBeUndefined()
  })
})
