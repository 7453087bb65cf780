/** In front of a word these turn it into a question or a count: `is_email`, `send_email`, `num_addresses`. */
export const questions: ReadonlySet<string> = new Set(
  'is has have can allow allows allowed show hide use uses send sends enable enabled disable require requires required num nb count total max min auto check should need must only czy ist hat est peut es ha je force display print validate verify lock include exclude ignore with without accept accepts accepted default no'.split(
    ' ',
  ),
)

/** Behind a word these are what the column is about: `email_template`, `address_id`, `name_visible`. */
export const heads: ReadonlySet<string> = new Set(
  'id ids uid uuid guid fk template templates type types status state count counter flag flags verified verify verification confirmed confirmation sent send date time datetime valid validated validation enabled enable disabled required optional allowed allow notification notifications notify format formats mask pattern regex subject subscription subscribed subscribe opt optin optout consent bounce bounced bounces language lang locale label title description sort order position visible visibility public hidden field fields column prefix length min max limit config settings setting options option provider domain server host port encryption method methods group groups category list lists frequency version algorithm strength expires expired expiry expire expiration changed reset updated created attempts failed failures policy rule rules score rating total amount price fee cost class model entity table queue batch layout theme image icon color css width height sequence seq ordering enum limit lifetime ttl at on by until since after interval days hours minutes seconds percent rate qty quantity size weight mode map sync synced action actions event events hook active default source code iso tag tags gateway driver protocol header footer blacklist whitelist permission permissions scope used usage unique ref schema key keys plural singular sla check checked checks changes count validator level levels support supported needed mandatory display content html body categories page alert alerts reminder reminders importance editable locked lock approved uri filter section placeholder help tooltip hint blocked exists hash digest confirmable multiple series validity gen regexp like book karma parent notified published clicked opened bearer wording force from to not criterion lookup endpoint restriction encoding summary country'.split(
    ' ',
  ),
)

/** These change nothing: `customer_email`, `email_2`, `new_password`, `billing_city`. */
export const qualifiers: ReadonlySet<string> = new Set(
  'the a of to for my your customer client user member person contact billing bill payment payer shipping ship shipto delivery invoice buyer seller recipient receiver sender guest owner holder employee staff admin author primary secondary main home work private office business personal alt alternative alternate other old new original previous prev last current normalized canonical full raw value text string number no nr num nbr numer line lines line1 part first second third klienta klient dostawy faktury wysylki odbiorcy nadawcy platnika nabywcy sprzedawcy kontaktowy kontaktowa sluzbowy prywatny kontrahenta pracownika uzytkownika kunde kunden lieferung rechnung privat geschaeftlich client livraison facturation utilisateur cliente envio facturacion usuario empleado spedizione fatturazione utente dipendente zakaznika zakaznik dodaci fakturacni uzivatele snapshot encrypted enc plain partner company firm supplier vendor from author account accountant pro perso mobile phone supervisor manager emergency snippet id card p b c s cust usr emp src dst orig dest field col txt str vc n pole adres adresu dane data info contact1 subscriber newsletter lead party invoicing delivered entered reported used sub lname secret reply forwarded forward remote local public x http real login registration register signup smtp sftp imap ldap registration order cart quote transaction paypal sepa mandate debtor creditor beneficiary leader affiliate donor student patient driver passenger applicant candidate codice codigo kod two factor auth voip net web failed'.split(
    ' ',
  ),
)

/** Those who made a row or changed it: a few of the staff, in all rows. */
export const whoDid: ReadonlySet<string> = new Set(
  'createdby updatedby modifiedby changedby editedby enteredby approvedby addedby deletedby utworzyl zmienil zatwierdzil zalozyl zmodyfikowal erstelltvon geaendertvon angelegtvon creepar modifiepar creadopor modificadopor creatoda modificatoda vytvoril zmenil'.split(
    ' ',
  ),
)

/** Words that mean something else as often: more than the name is needed. */
export const ambiguous: ReadonlySet<string> = new Set([
  ...whoDid,
  ...'title state province region url comune real via cap cell rc cf ape str kom pan mel nir naf pas ic dic ico cp pc rea ort lon long lat ua pin card phones location browser fingerprint signal konto conto compte account accountname authorname tax vat function fonction funkce position pozice job designation poste title konto1 interno scala portal piso puerta clave firma firm posta cargo puesto proprio signature handle nick operator benutzer utente usuario uzivatel kontakt contact referente titular titolare recipient receiver sender destinatario nadawca odbiorca autor author auteur district state county prov region room building flat num interior attention referrer referer domicilio residenza photo avatar nazw mname fname lname company organization organisation voie pueblo colonia nit rut ruc abi cab rum bank banca banco banque banka real imei about info born birth birthday zusatz osoba inhaber majitel prijemce absender empfaenger signer attn geo gps coords coordinates str bl'.split(
    ' ',
  ),
])
