"""Given names and their short forms, as common in Spain, Latin America, Britain and the US.

Written by hand, folded (no accents, "n" for "ñ"). Names that are mostly other words at the start of
a sentence ("Will", "Vale", "Hope", "Memo") are left out: the list tells a person from a word.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_SPANISH: Final = """
abel abelardo abril ada adela adelaida adolfo adrian adriana agueda agustin agustina aida aina
ainara ainhoa ainoa aitana aitor alba alberto alejandra alejandro alex alexandra alexia alfonso
alfredo alicia almudena alonso alvaro amaia amalia amanda amaya amelia amparo ana anabel ander
andrea andres andreu angela angeles angelica ani anibal anna antia anton antonella antoni antonia
antonio anxo araceli arancha arantxa ariadna ariel armando arnau arturo asier asun asuncion aurelio
aurora azucena barbara bartolome basilio bea beatriz bego begona belen benito benjamin bernardo
berni berta berto beto blanca blas borja brais bruno camila camilo candela carla carles carlitos
carlos carlota carme carmela carmen carmina caro carolina casimiro catalina cati cayetana cecilia
celeste celia cesar chabela chago charly charo chava checo chela chelo chema chente chepe chio
chisco chon chuchi chucho chus cintia cipriano cisco citlali clara claudia claudio concepcion concha
conchi conchita constanza coque coral cris cristian cristina cristobal cruz curro dafne damian
daniel daniela dario david debora delfina delia diana diego dionisio dolores domingo edgar edgardo
edu eduardo edurne efrain elen elena eli elias elisa elisabet elisenda eloy elsa elvira emiliano
emilio emma encarna encarnacion encarni enric enrique eric erika ernesto esteban estefania estela
ester esther estrella eugenia eugenio eulalia eusebio eva evaristo evelyn ezequiel fabian fabiola
facundo fani fatima fede federico feli felipe felix fermin fernan fernanda fernando ferran fidel
florencia fonso fran francesc francisca francisco gabi gabriel gabriela gaby gael garbine gaston
gemma genaro genoveva gerardo german gines gisela gloria gonza gonzalo goyo graciela gregorio
griselda guadalupe guille guillem guillermina guillermo gus gustavo haydee hector helena heriberto
hernan hilario hugo iago ibai iciar ignacia ignacio ignasi igor iker iluminada imanol imma
immaculada inaki ines inigo inma inmaculada iratxe irene iria iris irma isa isaac isabel isabela
isidora isidro ismael itzel itziar ivan ivon ivonne izan jacinto jacobo jaime jana jandro jaume javi
javier javiera jazmin jenaro jennifer jeronimo jesica jesus joaco joan joana joaquim joaquin
joaquina joel johana jon jordi jordina jorge jose josean joseba josefa josefina joselu josep josu
juan juana juanan juancar juancho juanito juanjo juanlu juanma julen julia julian juliana julieta
julio justo karen karina karla kike kiko koldo laia lalo lara laura lautaro leandro leire lena leo
leocadia leonardo leonor leti leticia lidia liliana lily lina lisandro lluc lluis lola loli lolita
lolo lope lorena lorenzo lourdes lucas lucho lucia luciana luciano lucrecia luis luisa luisito lupe
lupita lurdes luz macarena macu magdalena maica maider maite malena mamen manel manola manoli manolo
manu manuel manuela mar marc marcela marcelo marcial marcos marga margarita margot mari maria
mariajo mariana mariano maribel maricarmen maricruz marilo mariluz marina mario marisa marisol marta
martin martina maruja mateo mateu matias mauricio mauro maximiliano maximo mayte meche melisa menchu
mencia mercedes merche mica micaela migue miguel mikel miki mila milagros miquel mireia miren miriam
mirta moises moncho monica montse montserrat monxo nacho nadia nahuel naiara nando natalia nati
nayeli nazaret nekane nemesio nena nerea nestor neto neus nico nicolas nicolau nieves noa noelia
nora nuria octavio ofelia olalla olga oliver olivia oriol oscar osvaldo pablo paco paloma pancho
paola paqui paquito patri patricia patricio patxi pau paula paz pedro peio pep pepa pepe pepi pepin
pere perico piero pilar pili piluca pol poncho puri purificacion quico quim quino quique rafa rafael
rafi raimundo ramiro ramon raquel raul rebeca regina reme remedios renata renzo ricardo rigoberto
roberto rocio rodolfo rodri rodrigo rogelio roger roque rosa rosalia rosana rosario rosi roxana
ruben rufino ruth sabela sabrina salva salvador samanta samuel sandra sandro santi santiago sara
saul seb sebastian segundo selena serge sergi sergio silvestre silvia simon sofi sofia sol soledad
sonia soraya susana susi suso tamara tania tatiana tavo teo teodoro tere teresa teresita teri thiago
tiago tito tobias tomas tomi tona toni tonin tono trini trinidad txus ulises unai uxia uxue valentin
valentina valeria vanesa vero veronica vicen vicent vicente vicky victor victoria viki vinyet
violeta virginia viti vito viviana vladimir wenceslao wilfredo xabi xabier xavi xavier ximena ximo
xisco xoan xochitl xose yadira yago yaiza yamila yanet yasmin yasmina yesenia yessica yolanda yoli
zaida zoe zulema
"""

_ENGLISH: Final = """
aaliyah aaron abby abigail adaeze adam addison adele adrienne agnes agnieszka ahmed aidan ailsa
aimee aisha akira alan alasdair alastair albert alec alexander alexis alfie alfred ali alice alison
alistair allan allen allison alyssa amara amber amelie amina amy ana anders andrew andy angharad
angie angus anil anita ann anne annette annie anthony antony aoife april archie arjun arlene arnold
arthur ashley asif astrid audrey babs barb barbara barbie barnaby barney barry bart beatrice beatrix
beca becca becky ben benjamin benji benny bernard bernie bert bess beth bethany betsy betty beverly
bex bianca bilal bill billy birgit bjorn bob bobbie bobby bonnie brad bradley brandon brayden brenda
brendan brett brian bridget brittany bronwen brooklyn bruce bryan byron caitlin callum calvin
cameron candace cara carl carlos carly carmen carol caroline carolyn carrie carys caspar cassandra
catherine cathy catrin catriona cecil cedric celine cerys chari charles charlie charlotte chas chaz
chelsea cheryl chiara chidi chinedu chioma chloe chris chrissy christian christina christine
christopher chuck cian ciaran cindy claire clare clarence claude clementine clive colin colleen
connie connor cormac courtney craig crispin crista crystal curtis cynthia dafydd daisy dan dana dani
daniel daniella danielle danny daphne darlene darnell darragh darren daryl dave davey davy dean deb
debbie debby deborah debra declan dee deepak deirdre denise dennis denny derek deshawn desmond diane
dianne dickie divya dmitri dominic don donald donna donnie doreen doris dorothy dottie doug douglas
duncan dustin dwayne dwight dylan eamon earl ed eddie edith edmund edward edwin eileen eilidh elaine
eleanor elena elijah elisabeth eliza elizabeth ella ellen ellie elliot elliott ellis eloise elsa
emily emrys eric erica erin ernest ernie estelle ethan ethel etienne euan eugene eunice eva evan
evelyn ewan fanny farah fay faye felicity femi fergus ffion finn fiona florence floyd frances
francesca francis frank frankie franklin fred freddie freddy frederick freya gabe gareth gary gavin
gemma geoff geoffrey george georgeanne georgia georgie georgina gerald geraldine gerard gerry gertie
gertrude gilbert giles gillian gina ginny giovanni giulia gladys glen glenda glenn gon gordon grace
graham grainne greg gregg gregory greta gretchen guy gwen gwilym gwyneth hamish hank hannah harold
harper harriet harry harvey hassan hattie hazel heather heike helen helene henry herbert hilary
hiroshi holly howard hugh hui hussain huw iain ian ibrahim ieuan ifeoma igna imogen imran ingrid
iona irina irving isabella isabelle isla isobel jack jackie jackson jacob jacqueline jacqui jake
jamal james jamie jan jane janet janice janie jason jay jean jeanette jeff jeffrey jemima jen jenn
jenna jenni jenny jeremy jerome jerry jess jesse jessica jessie jesusa jez jill jim jimbo jimmie
jimmy jo joan joanna joanne joannie jodie jody joe joel joey john johnny jolyon jon jonathan jonny
jose joseph josephine josh joshua joyce juan jude judith judy jules juli julian julie june jurgen
justin karen karl karlos kat katarzyna kate katherine kathleen kathryn kathy katie katrina katy
katya kavita kay kaylee kayleigh keisha keith kelly ken kenji kenneth kenny kerry kevin khalid kim
kimberly kimmy kirk kirsten kirsty klaus kofi krista kristen kristin kristina kristy kurt kwame kyle
lachlan lakshmi lance larry latoya lau lauren laurence lauri laurie lawrence layla leah lee leigh
leila len lenny leo leon leonard leroy lesley leslie lester lewis liam libby lillian linda lindsay
lisa liv livvy liz lizbeth lizzie lloyd logan lois loren loretta lori lorraine lou louie louis
louise luca lucy luis luke lydia lynn lynne mabel mackenzie maddie madeleine madge madison maeve
maggie mairi malcolm malgorzata malik mandy marcia marcus margaret marge margie margo maria
mariadolores marian marie marilyn marion marjorie mark marlene marsha marshall martha martin marty
maruxa marvin mary mathew mathilde matt matteo matthew matty maureen maurice max meera meg megan mei
mel melanie melinda melissa melvin meredith michael micheal michel michele michelle mick mickey
micky mike mildred mili millie mindy miranda miriam mitch mitchell mohamed mohammed moira mollie
molly monica morag morgan morris muhammad muriel myfanwy myra nancy naomi nardo nasreen nat natalie
natasha nate nathalie nathan nathaniel natxo ned neha neil nell nellie nelson nerys ngozi niamh
nicholas nick nicki nicky nicola nicole nigel nikhil nikki nina noah noel noelle nora norma norman
oisin oliver olivia ollie olly olu omar orla oscar otto owain owen paca paddy padraig paige pam
pamela pat patricia patrick patti patty paul paula pauline pawel peggy penelope penny perry pete
peter phil philip phillip phoebe phyllis pierre piers piotr polly pooja priscilla priya quentin
rachael rachel rahul raj rajesh ralph randall randi randy rapha rashid ravi ray raymond rebe rebecca
reggie regina reginald rhonda rhys richard richi richie rick ricky rita rob robbie rober robert
roberta robin robyn rod rodney rodry roger rohan roisin roland ron ronald ronan ronnie rory rosa
rosalind rosemary rosie ross roy ruby rudy rupert russ russell ruth ryan sabrina sadie sally sam
samantha samira sammy samu samuel sandra sandy sanjay saoirse sarah scott sean sebas selina sergei
seth shane shanice shannon sharon shaun shawn sheila shelly sheri sherry shirley shona sian sidney
sigrid simon sinead siobhan skylar sofia sophia sophie spencer stacey stacy stan stanley stef stefan
stefanie stella steph stephan stephanie stephen steve steven stevie stewart stu stuart sue sunil
sunita suresh susan susanna susie suzanne suzy sven svetlana sylvia tamara tammy tamsin tanya tara
tariq ted teddy terence teresa terri terry tess tessa thelma theo theodore theresa thierry thomas
tiffany tim timmy timothy tina tobal toby todd tom tomasz tommy toni tony topher tori tracey tracie
tracy travis trevor tricia trish tristan trudy tunde tyler tyrone valerie vanessa vera verity vernon
veronica vic vicki victor vijay vikram vince vincent vinny viola violet vir virginia vivian vivien
wallace wally walt walter wanda warren wayne wei wendell wendy wes wesley wilfred willard william
willie willy winifred winston wolfgang xander yasmin yuki yusuf yvette yvonne zac zach zachary zack
zainab zara
"""


@cache
def given_names() -> frozenset[str]:
    """All names that are known for given names; most short forms are in."""
    return frozenset(_SPANISH.split()) | frozenset(_ENGLISH.split())
