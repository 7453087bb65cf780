/**
 * What data may be about that is protected more than others: GDPR Art. 9(1), criminal convictions (Art. 10), and
 * children (Art. 8, Recital 38).
 */
export const specialCategories = [
  'health',
  'beliefs',
  'political opinions',
  'trade union',
  'sexual life',
  'ethnic origin',
  'biometric',
  'genetic',
  'criminal convictions',
  'children',
] as const
export type SpecialCategory = (typeof specialCategories)[number]

export interface SpecialWords {
  /** In names of columns, members and tables: without accents, a blank between words, a comma between entries. */
  readonly names: string
  /** In values. */
  readonly values: string
}

/** English, Polish, German, French, Spanish, Italian, Czech. */
export const specialWords: Readonly<Record<SpecialCategory, SpecialWords>> = {
  health: {
    names:
      'health, medical, diagnosis, diagnoses, disease, illness, allergy, allergies, disability, blood type, blood group, medication, prescription, patient, patients, treatment, symptom, symptoms, vaccination, pregnancy, pregnant, sick leave, health insurance, dioptre, diopter, zdrowie, zdrowotne, diagnoza, choroba, choroby, alergia, alergie, niepelnosprawnosc, orzeczenie, grupa krwi, leki, recepta, pacjent, pacjenci, leczenie, objawy, szczepienie, ciaza, zwolnienie lekarskie, l4, gesundheit, krankheit, krankheiten, allergie, allergien, behinderung, schwerbehinderung, blutgruppe, medikament, medikamente, rezept, patienten, behandlung, schwangerschaft, krankmeldung, krankenkasse, sante, maladie, handicap, groupe sanguin, medicament, ordonnance, grossesse, arret maladie, mutuelle, salud, enfermedad, alergias, discapacidad, grupo sanguineo, medicamento, receta medica, paciente, embarazo, baja medica, salute, malattia, allergie alimentari, disabilita, gruppo sanguigno, farmaco, farmaci, ricetta medica, paziente, gravidanza, zdravi, zdravotni stav, nemoc, postizeni, krevni skupina, lek, predpis, tehotenstvi, nemocenska, icd10, icd',
    values:
      'diabetes, diabetic, cancer, depression, asthma, epilepsy, hiv, pregnant, wheelchair, cukrzyca, cukrzyca, nowotwor, depresja, astma, padaczka, ciaza, niepelnosprawny, nadcisnienie, alergia, zuckerkrankheit, krebs, asthma, epilepsie, schwanger, behindert, diabete, enceinte, handicape, embarazada, discapacitado, diabete, incinta, disabile, cukrovka, rakovina, tehotna',
  },
  beliefs: {
    names:
      'religion, religious, denomination, faith, belief, beliefs, worldview, church, church tax, kirchensteuer, konfession, glaube, religionszugehoerigkeit, wyznanie, religia, swiatopoglad, religieux, confession, croyance, religione, fede, creencia, credo, nabozenstvi, vyznani, halal, kosher',
    values:
      'catholic, protestant, muslim, jewish, hindu, buddhist, atheist, orthodox, lutheran, katolik, katolicyzm, rzymskokatolickie, prawoslawny, ewangelik, muzulmanin, zyd, ateista, swiadek jehowy, katholisch, evangelisch, muslimisch, juedisch, konfessionslos, catholique, musulman, juif, catolico, musulman, judio, cattolico, musulmano, ebreo, katolicky, zidovsky, kosher, halal, koszerne',
  },
  'political opinions': {
    names:
      'political, politics, political party, party membership, poglady polityczne, partia, polityczne, parteimitglied, parteizugehoerigkeit, politische meinung, parti politique, opinion politique, partido politico, partito politico, politicka strana, politicke nazory',
    values: 'socialist, conservative, communist, socjalista, komunista, konserwatysta',
  },
  'trade union': {
    names:
      'trade union, union member, union membership, union dues, zwiazek zawodowy, zwiazki zawodowe, skladka zwiazkowa, gewerkschaft, gewerkschaftsmitglied, syndicat, sindicato, sindacato, odbory, odborova organizace',
    values: 'union member, solidarnosc, gewerkschaft, cgt, cgil, ugt',
  },
  'sexual life': {
    names:
      'sexual orientation, orientation sexuelle, orientacja seksualna, orientacja, sexuelle orientierung, orientacion sexual, orientamento sessuale, sexualni orientace, sexual preference',
    values:
      'homosexual, bisexual, heterosexual, gay, lesbian, homoseksualna, biseksualna, heteroseksualna, homosexuell, bisexuell, homosexuel, homosexualni',
  },
  'ethnic origin': {
    names:
      'ethnicity, ethnic, ethnic origin, ethnic group, race ethnicity, pochodzenie etniczne, rasa, ethnische herkunft, ethnie, origine ethnique, etnia, origen etnico, raza, etnicky puvod',
    values: 'caucasian, african american, hispanic, roma, romani',
  },
  biometric: {
    names:
      'biometric, biometrics, fingerprint image, fingerprint template, face template, face embedding, faceprint, iris, iris scan, voiceprint, retina, biometria, biometryczne, odcisk palca, odciski palcow, fingerabdruck, gesichtserkennung, empreinte digitale, huella dactilar, impronta digitale, otisk prstu',
    values: '',
  },
  genetic: {
    names:
      'genetic, genome, genotype, dna, genetyczne, dna profil, genetisch, genetique, genetico, geneticke',
    values: '',
  },
  'criminal convictions': {
    names:
      'criminal record, conviction, convictions, criminal, karalnosc, niekaralnosc, wyrok, skazanie, vorstrafe, vorstrafen, fuehrungszeugnis, casier judiciaire, condamnation, antecedentes penales, casellario giudiziale, trestni rejstrik',
    values: 'convicted, skazany, niekarany, vorbestraft',
  },
  children: {
    names:
      'child name, child birthday, child birthdate, children names, kid name, minor, is minor, guardian, parental consent, legal guardian, pupil, pupils, student age, school class, dziecko, dzieci, imie dziecka, data urodzenia dziecka, opiekun prawny, nieletni, maloletni, uczen, uczniowie, kind, kinder, minderjaehrig, erziehungsberechtigter, vormund, schueler, enfant, enfants, mineur, tuteur legal, eleve, menor, menores, hijo, hijos, tutor legal, alumno, minore, bambino, bambini, figli, tutore, alunno, dite, deti, nezletily, zakonny zastupce, zak',
    values: '',
  },
}
