/**
 * 2,048 Swedish words of four to eight letters for generated passphrases: known to most people, written as they sound as
 * far as Swedish allows, no two told apart by one letter. A file of its own, loaded when somebody asks for words.
 */
const words = `
abborre absint accent adress affisch affär agenda aktiv alarm albatros album alfabet algebra alkov
alldeles allians allmän allvar almanack alpin altare amatör ambition ampel analys ananas ankare ankdamm
ankomst annan annons anorak ansikte anställd ansvar antenn apelsin apotek apparat applåd aprikos april
arbete arena argument arkiv arktis armband armbåge aroma artikel artist asfalt aspekt atlas atlet
augusti auktion avenbok avgift avokado avsikt avsked avstånd avtal axel backe backhopp badboll badhatt
badkar badrum bagage bageri bakelse bakgård bakplåt balans balett balkong bambu banan bandage banjo
bankbok barnbok barndom barock barrskog basilika basket bassäng batteri bebis begrepp begär behov bekant
bekväm belopp belöning bensin berlock berättar besked besvär besök betala betong betyg bevara bikupa
bilbana bild biljard billig biobesök biograf bjuda bjälke björk björnbär blankett blixt blomkål blomma
blomster blunda blyerts blyg bläck bläddra blåbär blåklint blåmes blöja boende bokföra bokhylla bokmärke
boksida bokstav bollplan bolster bomull bonsai borra borste bostad botanik botten boxning brandbil
brandman brasa bredvid brevkort brevlåda briljant bringa brodera broms bromsar brosch broschyr brottare
brukbar brunn brygd bryta bräda brädspel bränsle bråka bröllop bubbla buckla budget budskap buffel
bukett bulldog bumling buskage butik byggnad byrå byrålåda byxor bäcken bälte bänkrad bärbuske bärkasse
bärnsten bättre bäver båge bågskytt båthus båtplats båtresa böcker böckling böljor bönder bönor bördig
cembalo cement center centrum cirkel cirkus citat citron cykel cykla cylinder cymbal dagbok dagdröm dagg
daggmask dagtid dalar dalgång damast damcykel damm dans dansare dansbana danssko datorn datum debatt
december deckare delfin delning delta demokrat dessert detalj detektiv diagram dialekt dialog diamant
digital diktare dimma diplom direkt distans djungel djup djurpark docka dockhus doktor dokument domare
domherre dominans domino dotter dragspel drake dramatik dricka drivhus drivved droppe droska druva dräkt
dröja dröm dröppel dubbel duggregn dukat dunge dunkel durkslag durra duscha dyka dykare dyning dyrgrip
dämpa dörr effekt efterår egen egendom ekollon ekonomi ekorre ekskog elda eldare eldstad elefant elegans
elektron element elev elgitarr emalj enbuske enighet enkelt ensam ensemble envis enzym epilog epos
erbjuda erfaren ersätta erövra essens essä estrad etapp etikett etyd exempel exotisk expert extra fabrik
fack fackla fager fagott fakta falukorv familj famn fanfar farstu fartyg fasad fattas fattig favorit
februari fest fiber figur fikapaus fikon film filmduk filosofi filter final fingrar firma fiska fiskare
fiskebåt fiskmås fisknät fjord fjun fjäder fjäril fjärran flagga flamingo flank flaska flaxa flertal
flinga flirta flitig flod flodhäst flotte fluffig flyga flygplan flytta flytväst fläkt flärd flätor
flöda flöjt fnissa fnittra fodral folkpark folkvisa fontän formel fors forskare fosfor fossil fotbad
fotboll fotled fotograf fotpall fotsteg frakt framsida framtid fredag fredlig frid frigolit frihet
friluft frimodig frimärke frisk frisör fritid fritt frodas frossa frost frukost frusen frysbox fräknar
främling fråga frågor fröjd fröken frökorn frösådd fuktig fullmåne fullsatt fundera funktion fusk fyllig
fynd fyrtorn fäbod fägring färgglad färja färsk fästa fästning fågel fågelbo fålla fåra fårskinn fåtölj
fönster förbud fördel företag förkläde förlåta förmåga förnuft förråd försök gaffel galant galax galge
galleri galon galopp gammal gapa garage garanti garderob gardin gasell gaser gatlykta gavel gedigen
gehör gemensam gena genast generös genial gensvar geograf gerbera gestalt gesäll getost gipsform giraff
gissa gitarr givare givmild gjutjärn glada gladiol glans glasburk glassbar glasögon gles glimma glimt
glitter glittrig glycerin glädje gnista gnola godis godnatt golfboll gondol gosa gotik gran granit
granskog gravyr greppa grill gripande grodlår grop grotesk grotta grundval grupper grusväg gryning gräns
grässtrå grävling grävmask gråsparv gråväder gröda grönkål grönsak gröt guide gulasch guld guldfisk
guldkant gullviva gummi gunga gunst gurka gyllene gyttja gädda gärna gäspa gästbud gästrum gåspenna gåta
gödsel göken gömma habil hagel haka halmtak hals halsduk halvmåne hammare hamster handboll handduk
handske hangar hantel harmoni harpa hassel havre havsvik hederlig hektisk helgdag helium hemkär hemlig
hemort hemväg herde herrgård hetluft hibiskus hickory hinder hingst historia hitta hjortron hjul
hjulspår hjälm hjärta hobby hockey holme honung hoppas hopprep horisont hotell hovslag humla humor hund
hundkoja hundra husbåt husdjur hushåll husvagn huvudrol hyacint hydda hyllning hylsa hytt hyvel häck
hägg hälsning hämta händelse händig hängare häppen häst hästsko häxa hållbar håller höbal högfärd höja
höjdhopp höns hörlurar hörn hörsel höstlöv höstvind hösäck iakttag ideal idealist idrott idyll igelkott
igloo illusion impuls indigo industri infall infart ingång inlägg innehåll inre insats insikt inspel
intresse intryck isbana isberg isbjörn isglass isolera istapp isvatten jaga jaguar jakthund januari
jasmin javisst jazzband jeans jobba jogging jollra jonglör jordbruk jordnöt journal jubel juice julafton
julgran julkort jultomte jumper jungfru juni juridik jägare jämn jätte jättekul kabel kabinett kafferep
kajak kajuta kakao kaktus kalas kalender kalkon kalksten kallna kalops kalv kamera kamomill kamrat kanin
kanot kanske kanslist kappa kapsel kapten karamell karneval karp karriär karta kartong karusell kasern
kassa kassett kastanj kastrull katalog katedral kavaj kavring kedja kejsare kemi keramik ketchup kikare
kilo kilogram kimono kiosk kirsebär kista kittel kjol klack klaga klampa klang klargöra klarinet
klarsynt klass klassrum klimat klippa klister klocka klok klubba klunga klyfta klyka klädsel klänning
klättra klåpare klösa klöver knappnål knekt knogar knopp knubbig knut knyppla knytnäve knäcke knäppe
knäskål knåda knöl kobolt kofot koja kokbok kokong kokosnöt kolibri kollega koloni komedi komet komfort
komik kommun kompass kompis kompott konfekt konsert konst konsten konstnär kontakt kontor kontrast kopia
koppar korall korgboll korgstol korint korkskru kornbod korrekt korridor korsning korsord kortlek korv
kosmos kostym kotlett krabat krabba kraftig kragsten krama krans kraschar kratta kreativ kreatur krets
krikon kristall krita krog krokodil krokus krona kruka krullig krusbär krutong krydda krypa krypton
kryss kräfta kräm kräsen kråkbär kubik kudde kugge kulle kulspel kultur kummin kundvagn kung kunskap
kupa kupong kurort kurs kurva kusin kust kuvert kvadrat kvalitet kvantum kvart kvick kviga kvinna kvist
kvitto kväll kyckling kyla kylig kylskåp kyrka kyrktorn käglor källare känguru känna kännare känsla
käpphäst kärlek kärnhus kärra köksbord kölapp königin köpman körsbär labyrint ladugård lagar lagning
lagun lakrits land landskap lanterna larver last lastbil latmask lava lavendel lavin ledare ledig legend
lejon lekfull lekplats lektion leopard lerkruka levande levnad lexikon liberal licens liggstol likhet
lilja limpa limstift lindans lingon linjal linne linoljor livboj livfull livlina livsglad ljudbok
ljudlös ljung ljusblå lock lodjur loft logga logik lokal lokatt lokförar lotus lucia ludd luftslot lugg
lugna lunchrum lupin lussekat lustgård lustig luta lutfisk lycka lycksam lydnad lykta lyssna lyxig läder
lägenhet läkare lämna länk läpp lära läskpapp läsning läte låda lång långfärd långsam löfte lönn löpa
löparsko lördag lövkoja lövskog magasin magi magnet magnolia majskolv makalös makaron malm malört mamma
mandarin mandel mangold mantra maraton margarin marinad markis marmelad marmor mars marsvin maräng maska
maskin maskros massage matbord match matlust matros matsäck maximal medalj meddela medicin medvind
mejeri mejsel mekanik melodi melon memoarer mening merit messing metafor metall meteor metod middag
midsomm mikrofon miljö mina mindre mineral miniatyr minister minnas minut mirakel mistel mjuk mjölk
mobil modell modern modig mogen molekyl moln moped morfar morgon morot mosaik mosse motljus motor
motorbåt motto muffins mulen mungipa mungo munter murbruk museum musikal muskel muskot mussla mustasch
mygga mylla mynt myntfot myra myrstack mängd märg märke märklig mätare måltid månad måndag måne mångfald
månsken måste mått möbel mörk mörkblå mössa möta namnsdag napp narciss nation natur naturlig navigera
nedför nejd nejlika nektarin nerv nervös neutral nick niga nisch njuta nomad nordlig nordpol norrsken
notblad notbok novell november nudel nummer nunna nutid nyans nybakad nyckel nyckfull nyfiken nyhet
nylon nymf nypa nyponros nyss nytta nyår näbb näckros näpen närbild närhet näring närvaro näsa näsduk
nästan nätverk nåla nöje nötkråk objekt oboe ocean odling offert officer ofog oktav oktober oliver oljud
olympisk omelett omgång omslag omtanke omtyckt omväg onsdag opera opinion optik orangeri ordbok orden
ordlek ordning orgel orgelton origami original orkan orkester ormbunke orsak osthyvel ostkaka ostron
oval oväder ozon packa packning padda paddel pagod paket palats pall palmblad pampig panel panna
pannkaka pantbank papaya papegoj papper parabol paradis paraply pardans parfym park parkbänk parkera
parkett parodi partitur pass pasta pastill patent patron paviljon pedal peka pelare pelikan pendel
pengar pension peppar peppra perfekt period perrong persika person personal petunia pianist picknick
pigg pigment pilbåge pilgrim pimpsten pingla pingvin pionjär pipa pipett pirat pirog pirra piruett
pistage pitabröd pjäs plakat planet plantage plantera platina platt plikt plog plommon plugga plundra
plym pläd plättar plånbok plåster plåt plötslig pocket poesi poet pojke polar polera polisen polka
pollen pollett pommes pool popcorn poppel porfyr porslin portal portion porträtt postbox potatis praktik
pralin prasslar precis present prestera princip prinsess prisma problem produkt proffs profil prognos
program projekt promenad proppa prosa protein prov provrum prydlig pryl präst pröva publik pudding pudra
pumpa punkt purjo purpur pussel putsa pyjamas pynta pyramid pyssla pytonorm pärla pärlband pärm päron
påfågel påle påskägg quiz rabarber rabatt rabbla radio raglan ramsa randig rapport raps realist recept
redan redskap referens reflex regatta regel regi region regna regnbåge reklam rekord relik reling
renkött rensa reporter reptil resedag reserv respekt resultat resväska retorik revben revir revy ribba
riddare ridhäst rikedom riksdag rimfrost ringblom risgryn ritblock ritning ritual robot rockring roddbåt
roder rodna rolig roll roman ropa rosett rosmarin rostig rotfrukt rovdjur rubin rucola rufsig rugga
rulla rummet rusa russin rutig rutnät ryck rygg ryggsäck rymd rymdskep rynka rysning rytm räfsa räka
räkning räls rätvisa rådjur rågbröd råsaft rödbeta rödhake rökelse rönnbär rörlig röst sadel saffran
safir saftig sagobok salami sallad salong salut samband samling samovar samtal sandal sandlåda sandwich
sanering sann sannolik satellit sats satäng saxofon schack schema schlager seger sekel sekund sele
selleri semester semla senap sensor serpent servett servis sesam setter sexton sidoväg siffra signal
sikta silke silver simbass simhall singel sirap siren sjal sjunga sjöborre sjöhäst sjöman sjömärke
skafferi skaka skaldjur skallra skapande skatt sked skepp skicklig skida skiffer skikt skillnad skimmer
skimra skinka skiss skivling skjorta skog skogsväg skola skolgård skorpa skorsten skridsko skrift skrin
skriva skrubba skruv skrynkla skugga skulptur skvätta skydd skyffel skylt skymma skymning skynda skytte
skägg skämt skärgård skärm skål skåpbil skön skörd skötsel sladd slagg slalom slanka slask slicka slips
slipsten slott slump slutspur släde slägga släkting släpa slät slöjd smakrik smaragd smattra smedja smek
smidig smink smula smultna smultron smycken smyga smälta småbåtar smådjur småkakor smör snabb snabel
snacka snickare snigel snitsel snorkla snubbla snurra snygg snäll snöboll snögubbe snöre socker soffan
solglans solhatt solkräm solros solsken solsting sommar sonett soppa sorbet sorl sova spade spak spana
sparris spegel speja spel spelman spenat spets spetsig spindel spiral spis spjut spjäll spole sporra
sportlov sprida springa språk språng späck spänna spänst spår spårvagn stad stadion stall stalldör
stanna stans stapel stapla start statyer steg steglits steka stenfot stick stil stilig stiltje stjälk
stjärna stoft stolpe stopp strand strategi streck stressad strumpa struts sträcka sträng stråke stråla
ström strössel stubbe studie stuga stycke stygn styrka städa ställe stämning stängsel stävja ståltråd
större stövlar sugrör sultan sunnan superb surdeg svag svala svalört svamp svep svetsare sving svit
svängrum svärd sväva sylta sylvass symbol symfoni synas synlig synål sysslor syster sytråd sädesärl
säker säkring sälg sällsam sända särskild säsong sätt sågverk såll sångare sånglek såpa söder söka sömn
sömnig söndag tabell tablett takt talang tallrik tapet tavla teater teckning tekanna teknik telefon
teleskop tempel tempo tennis tenor teori termos terrass textil tiara tidning tiger till tillit timglas
timjan timmer ting tinktur tippa titan titel tjock tjugo tjur tjära toalett toffel toffla tofsvipa tolk
tomat tomte tonfisk tonårin topas torg torka tornado torpare torsdag torsk tovad trafik traktor tramp
trana trapets trappa trasig trast trattka trettio triangel trilla triumf trivas trivsel trogen trolleri
tromb trombon trumma trumpet tryffel träff träning träsk träslöjd tråd tuff tulpan tumlare tunn tunnel
tupp turban turism turkos tusenfot tvekar tvilling tvätt tvål tvåljud tydlig tyfon tygbit tygla tyst
tystnad täcke täljkniv tält tänka tärning tävling tårta töcken törne udda ugglan ukulele ullgarn umgänge
umgås undantag underbar ungdom uppdrag uppgift uppsats urna ursäkt uråldrig utanför utflykt utfärd
uthållig utlopp utrop utsikt utter uttrycka vadare vagga vagn valack valnöt valp valros valthorn vana
vandra vanilj vante varm varuhus vattna vaxljus vecka veckodag vektor veranda verk verkstad vete vibrera
vikt vila vildgås vildmark vinbär vind vindruva vinge vinst vinter viol violin virka virvel visdom visp
vispgräd vitamin vitling vitlök vits vitsippa vrida vråk vråla vulkan vuxen vykort väga vägskäl välgång
välja vänster vänta värld värma väsen väska västvind växthus våffla våning vårda vårflod ylle yoga
yrkesman yrväder ytlig ytterdör zebra zenit zink zoolog äggklock äldre älghorn älska älva älvdans ämne
änder ängar ängel ängsblom äpple ärlighet ärta ärtsoppa ättika även ådra åker åkerbär ånga ånglok årgång
årstid åsikt åskmoln åsna åtta ödla ömhet önskan öppen öppning öring örngott österut överens övning
`;

/** The words, each once. */
export const swedishWords: readonly string[] = words.trim().split(/\s+/);
