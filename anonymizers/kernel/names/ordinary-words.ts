/**
 * Words that notes about orders, parcels and payments are made of, in their forms: they tell of nobody. What is a
 * first name or a surname too (lis, kos, mak, zima) is left out.
 */
const words = `
a aby albo ale ani aż bardzo bez bo brak bym był była było były być chce chcę chciałabym chciałbym ciągu co coś czas czasu czemu czy
czyli dla do dobra dobre dobry dobrze dodatkowa dodatkowe dodatkowo dodatkowy dopiero dokładnie dostać dostarczyć dostawa dostawie dostawy
dostawę drobne drugi druga drugie drzwi drzwiach drzwiami dużo dwa dwie dwóch dzień dni dnia dniach dniu dodano dokument dokumentu
dokumenty doręczenie doręczenia doręczyć domofon domofonu dziś dzisiaj dziękuję dziękujemy dzwonić dzwonek dzwonka dzwoniła dzwonił email
etykieta faktura fakturze faktury fakturę firma firmie firmy firmę gdy gdyby gdzie gdzieś go godz godzin godzina godzinach godzinie godziny
gotówka gotówką gratis hasło i ich ile im inna inne inny innym ja jak jaka jaki jakie jako je jeden jedna jedną jedno jego jej jest
jestem jeszcze jeśli jeżeli już karta kartą kartę każdy kiedy klatka klatce klatki klatkę klient klienta klientka klientki klientkę kod kodem kodu kolor koloru
kontakt kontakcie kontaktować kontaktu konto konta koncie kopia koszt koszty kto kurier kuriera kurierem kurierowi kwota kwoty lecz lub ma magazyn
magazynie magazynu mail maila mailem mailowo mam mamy mi mieszkanie mieszkania może można możliwa możliwe możliwość mój moja moje mu musi my na nad nadać
nadal nam nas nasz nasza nasze natychmiast nich nie niego niej nieobecna nieobecny nim niż no nową nowa nowe nowy nr numer numerem numeru o obie obok
ochrona ochronie od odbierze odbiera odbiór odbioru odbiorze odbiorca odebrać oddzwonić odpowiedź odpowiedzi on ona one oni ono opis opakowanie
opakowania opłata opłacone opłata oraz osoba osoby osobę osób osobiście osobisty ostrożnie około pan pana panem pani panią panie panu państwa państwo pierwsze pierwszy
paczka paczce paczki paczkę paczkomat paczkomacie paczkomatu piętro piętra piętrze pilne pilny po pobranie pobraniem pod podać podanie podany poniedziałek
ponieważ ponownie portiernia portierni poza pozdrawiam później płatność płatności prezent prezentu pokój potrzebna potrzebne potrzebny powinno
produkt produkty produktu prosi prosić prosiła prosił prosimy prosze proszę prośba przed przedpłata przelew przelewem przez przesyłka przesyłki przesyłkę przy
przyjdzie przyjechać przykład pytanie pytał pytała rano rabat rabatu rachunek raz razem reklamacja reklamacje reklamacji reklamację
rozmiar rozmiaru również są sam sama się sąsiad sąsiada sąsiadce sąsiadka sąsiadki sąsiadów sklep sklepie sklepu sobota sobotę sprawa sprawdzić sprawie sprawy
status stary szkoda sztuk sztuka sztuki szt szybciej szybko ta tak taka taki także tam te tego tej tel telefon telefonem telefonicznie telefonu
temat ten ten też to tu tutaj tych tydzień tygodnia tygodniu tylko tym u umowa umowy uszkodzona uszkodzone uszkodzony uwaga uwagi
w wartość wcześniej we według wiadomość wiadomości wieczorem wizyta wpłata wpłaty wraz wrócić wszystkie wszystko wtorek wybrać wymiana wymiany
wysłać wysłana wysłane wysłano wysyłka wysyłki wysyłkę z za zadzwonić zadzwoni zamiast zamknięte zamówienia zamówienie zamówieniem zamówieniu zanim
zapłacone zapłacono zapłata zaraz zawsze ze zgoda zgodnie zgłoszenie zgłosić zmiana zmiany zmianę zmienić został została zostało zostawić zostaw zostawiona znowu
zwrot zwrotu zwroty środa środę śniadanie żaden że żeby adres adresem adresie adresu adresu ul ulica ulicy al os nip pesel regon vat
about after again all also an and any are as at available back be because been before bell bill but by call called can cannot card cash
change changed check code collect come confirm confirmed contact could courier customer damaged day days deliver delivered delivery did different
do does door doorbell doors during each early either else email evening every extra fee first for free friday from front full gate
get gift give given goods guard had has have he help her here him his hour hours how however if in inside instead invoice is it item
items its just key know later leave left less letter like line list ll lost made mail make many me message money more morning must my
need needed neighbour neighbor neighbors never new next no nobody not note nothing now number of off office ok old on once one only open
order ordered orders other our out over own package packages paid parcel parcels pay payment phone pick picked pickup please point post
price product products quick quickly reception received refund reply request return returned ring second see send sent she shipping shop
should since size small so some someone soon store such than thank thanks that the their them then there these they thing this those
time times to today together tomorrow too two under until up us usual very via wait want wants was we week weeks well were what when
where which who why will with within without would wrong yes yet you your
aber alle als am bittet familie hinterhaus rückruf hof keller an andere anrufen auch auf aus bei beim bestellung bestellungen bezahlt bitte das dass dem den der des die dies diese
dieser doch dort du durch ein eine einem einen einer es etage firma für gegen geht gerne haben hat heute hier ich ihr im in ist ja
kann kein keine klingel klingeln kommt kunde kundin lassen lieferung mich mir mit morgen möchte muss nach nachbar nachbarn nicht nichts
noch nur oder ohne ohne paket pakete rechnung rückgabe schon sehr sein sich sie sind telefon tür über um und uns unter vom von vor war warten
was wegen weil wenn wer wie wir wird wo zahlung zu zum zur zurück zwei
au aux avec avant après bonjour ce cette chez client commande colis dans de des dès du elle en est et il je jour la laisser le les
livraison livrer mais merci ne non nous oui ou par pas plus porte pour pouvez sans sonner sonnette sur un une voisin voisine vous
antes al buenos casa cliente como con cuando de dejar del días después el ella en entrega es esta está este gracias hay hola la las llamar
lo los más mi muy no para paquete pedido pero por porque portero puerta que se sí si sin su timbre un una vecino y
anche buongiorno casa che chiamare citofono cliente come con consegna consegnare da dal del della di dopo e è fino gli grazie ha il in
lasciare lo ma mi nel non o ordine pacco per più piano porta portinaio prego prima quando se si sono su suonare un una vicino
ale až být balík bez byl byla bylo co dále děkuji dnes do dobrý dodání domů dveře faktura já jak je jen jsem jsme kde kdy klient ko
která který my na nebo nechat není než o objednávka objednávky od on ona pak platba po pod pokud prosím pro před přes při s se
si soused sousedy tak také telefon ten to ty u už v ve volat vy z za zásilka zásilku zítra že
`

/** In lower case. */
export const ordinaryWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/))

/** Words before which a name stands, in lower case. */
export const titles: ReadonlySet<string> = new Set(
  `pan pana panem pani panią panu panie państwo państwa państwu p dr mgr inż prof ks herr herrn frau mr mrs ms miss sir madam
dear monsieur madame mme mlle m señor señora sr sra don doña signor signora sig paní pán pána pánovi slečna slečny`.split(
    /\s+/,
  ),
)
