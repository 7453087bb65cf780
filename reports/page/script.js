// Niceties only: the page is complete without this script.
const form = document.querySelector('.filter')
const scenarios = [...document.querySelectorAll('details.scenario')]

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  const closed = target && target.closest('details')
  if (closed) closed.open = true
}

function applyFilter() {
  const words = form.querySelector('input').value.toLowerCase().split(/\s+/).filter(Boolean)
  const outcome = form.querySelector('select').value
  for (const scenario of scenarios) {
    const text = scenario.querySelector('summary').textContent.toLowerCase()
    const place = scenario.querySelector('.where').textContent.toLowerCase()
    const fits = words.every((word) => text.includes(word) || place.includes(word))
    scenario.hidden = !fits || (outcome !== '' && scenario.dataset.outcome !== outcome)
  }
  for (const feature of document.querySelectorAll('.feature'))
    feature.hidden = !feature.querySelector('details.scenario:not([hidden])')
  form.querySelector('output').hidden = scenarios.some((scenario) => !scenario.hidden)
}

if (form) {
  form.hidden = false
  form.addEventListener('input', applyFilter)
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('click', (event) => {
    const wanted = event.target.dataset.open
    if (wanted) for (const scenario of scenarios) scenario.open = wanted === 'yes'
  })
}
addEventListener('hashchange', openTarget)
openTarget()
