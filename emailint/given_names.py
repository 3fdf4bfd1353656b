"""Given names and their short forms, as common in Spain, Latin America, Britain and the US.

Written by hand, folded (no accents, "n" for "ñ"). Names that are mostly other words at the start of
a sentence ("Will", "Vale", "Hope", "Memo") are left out: the list tells a person from a word.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_SPANISH: Final = """
abel abril ada adela adelaida adolfo adrian adriana agueda agustin agustina aida aina ainara
ainhoa ainoa aitana aitor alba alberto alejandra alejandro alex alexandra alexia alfonso alfredo
alicia almudena alonso alvaro amaia amalia amanda amaya amelia amparo ana anabel ander andrea
andres andreu angela angeles angelica ani anibal anna antia anton antoni antonia antonio anxo
araceli arancha arantxa ariadna ariel armando arnau arturo asier asun asuncion aurelio aurora
azucena barbara bartolome basilio bea beatriz bego begona belen benito benjamin bernardo berni
berta berto beto blanca blas borja bruno camila camilo candela carla carles carlitos carlos
carlota carme carmela carmen carmina caro carolina catalina cati cayetana cecilia celeste celia
cesar chabela chago charly charo chava checo chela chelo chema chente chepe chio chisco chon
chuchi chucho chus cintia cisco clara claudia claudio concepcion concha conchi conchita coque
coral cris cristian cristina cristobal cruz curro dafne damian daniel daniela dario david debora
delfina delia diana diego dolores domingo edgar edgardo edu eduardo elen elena eli elias elisa
elisabet elisenda eloy elsa elvira emiliano emilio emma encarna encarnacion encarni enric enrique
eric erika ernesto esteban estefania estela ester esther estrella eugenia eugenio eulalia eusebio
eva evelyn ezequiel fabian fabiola fani fatima fede federico feli felipe felix fermin fernan
fernanda fernando ferran fidel florencia fonso fran francesc francisca francisco gabi gabriel
gabriela gaby gael gemma genoveva gerardo german gines gisela gloria gonza gonzalo goyo graciela
gregorio guadalupe guille guillem guillermina guillermo gus gustavo hector helena hernan hilario
hugo iago ibai iciar ignacio ignasi igor iker iluminada imanol imma immaculada inaki ines inigo
inma inmaculada iratxe irene iris irma isa isaac isabel isabela isidro ismael itziar ivan ivonne
izan jacinto jacobo jaime jana jandro jaume javi javier jenaro jennifer jeronimo jesica jesus
joaco joan joana joaquim joaquin joaquina joel jon jordi jorge jose josean joseba josefa josefina
joselu josep josu juan juana juanan juancar juancho juanito juanjo juanlu juanma julen julia
julian juliana julieta julio justo karen karina karla kike kiko koldo laia lalo lara laura lautaro
leandro leire lena leo leonardo leonor leti leticia lidia liliana lily lina lisandro lluis lola
loli lolita lolo lope lorena lorenzo lourdes lucas lucho lucia luciana luciano lucrecia luis luisa
luisito lupe lupita lurdes luz macarena macu magdalena maica maider maite malena mamen manel
manola manoli manolo manu manuel manuela mar marc marcela marcelo marcial marcos marga margarita
margot mari maria mariajo mariana mariano maribel maricarmen marilo mariluz marina mario marisa
marisol marta martin martina maruja mateo mateu matias mauricio mauro maximiliano maximo mayte
meche melisa menchu mencia mercedes merche mica micaela migue miguel mikel miki mila milagros
miquel mireia miren miriam moises moncho monica montse montserrat monxo nacho nadia nahuel naiara
nando natalia nati nazaret nekane nena nerea nestor neto neus nico nicolas nicolau nieves noa
noelia nora nuria octavio ofelia olalla olga oliver olivia oriol oscar osvaldo pablo paco paloma
pancho paola paqui paquito patri patricia patricio patxi pau paula paz pedro peio pep pepa pepe
pepi pepin pere perico pilar pili piluca pol poncho puri purificacion quico quim quino quique rafa
rafael rafi raimundo ramiro ramon raquel raul rebeca regina reme remedios renata ricardo roberto
rocio rodolfo rodri rodrigo roger roque rosa rosalia rosana rosario rosi roxana ruben rufino ruth
sabela sabrina salva salvador samanta samuel sandra sandro santi santiago sara saul seb sebastian
segundo selena serge sergi sergio silvestre silvia simon sofi sofia sol soledad sonia soraya
susana susi suso tamara tania tatiana tavo teo teodoro tere teresa teresita teri tiago tito tobias
tomas tomi tona toni tonin tono trini trinidad txus unai uxia uxue valentin valentina valeria
vanesa vero veronica vicen vicent vicente vicky victor victoria viki vinyet violeta virginia viti
vito vladimir wenceslao xabi xabier xavi xavier ximena ximo xisco xoan xose yago yaiza yanet
yasmina yessica yolanda yoli zaida zoe
"""

_ENGLISH: Final = """
aaron abby abigail adam adele adrienne agnes aidan aimee alan albert alec alexander alexis alfie
alfred alice alison allan allen allison alyssa amber amy ana andrew andy angie angus anita ann
anne annette annie anthony antony april archie arlene arnold arthur ashley audrey babs barb
barbara barbie barney barry bart beatrice beatrix beca becca becky ben benjamin benji benny
bernard bernie bert bess beth bethany betsy betty beverly bex bianca bill billy bob bobbie bobby
bonnie brad bradley brandon brenda brendan brett brian bridget brittany bruce bryan byron caitlin
calvin cameron candace cara carl carlos carly carmen carol caroline carolyn carrie caspar
cassandra catherine cathy cecil cedric chari charles charlie charlotte chas chaz chelsea cheryl
chloe chris chrissy christian christina christine christopher chuck cindy claire clare clarence
claude clive colin colleen connie connor courtney craig crista crystal curtis cynthia daisy dan
dana dani daniel daniella danielle danny daphne darlene darren daryl dave davey davy dean deb
debbie debby deborah debra dee deirdre denise dennis denny derek desmond diane dianne dickie
dominic don donald donna donnie doreen doris dorothy dottie doug douglas duncan dustin dwayne
dwight dylan earl ed eddie edith edmund edward edwin eileen elaine eleanor elena elijah elisabeth
eliza elizabeth ella ellen ellie elliot elliott ellis eloise elsa emily eric erica erin ernest
ernie estelle ethan ethel eugene eunice eva evan evelyn fanny fay faye felicity fergus fiona
florence floyd frances francis frank frankie franklin fred freddie freddy frederick gabe gareth
gary gavin gemma geoff geoffrey george georgeanne georgia georgie georgina gerald geraldine gerard
gerry gertie gertrude gilbert giles gillian gina ginny gladys glen glenda glenn gon gordon grace
graham greg gregg gregory greta gretchen guy gwen hank hannah harold harriet harry harvey hazel
heather helen henry herbert hilary holly howard hugh ian igna imogen ingrid irving isabella
isabelle isobel jack jackie jackson jacob jacqueline jacqui jake james jamie jan jane janet janice
janie jason jay jean jeanette jeff jeffrey jen jenn jenna jenni jenny jeremy jerome jerry jess
jesse jessica jessie jesusa jez jill jim jimbo jimmie jimmy jo joan joanna joanne joannie jodie
jody joe joel joey john johnny jon jonathan jonny jose joseph josephine josh joshua joyce juan
jude judith judy jules juli julian julie june justin karen karl karlos kat kate katherine kathleen
kathryn kathy katie katrina katy katya kay keith kelly ken kenneth kenny kerry kevin kim kimberly
kimmy kirk kirsten krista kristen kristin kristina kristy kurt kyle lance larry lau lauren
laurence lauri laurie lawrence leah lee leigh len lenny leo leon leonard leroy lesley leslie
lester lewis liam libby lillian linda lindsay lisa liv livvy liz lizbeth lizzie lloyd logan lois
loren loretta lori lorraine lou louie louis louise lucy luis luke lydia lynn lynne mabel mackenzie
maddie madeleine madge madison maggie malcolm mandy marcia marcus margaret marge margie margo
maria mariadolores marian marie marilyn marion marjorie mark marlene marsha marshall martha martin
marty maruxa marvin mary mathew matt matthew matty maureen maurice max meg megan mel melanie
melinda melissa melvin meredith michael micheal michel michele michelle mick mickey micky mike
mildred mili millie mindy miranda miriam mitch mitchell moira mollie molly monica morgan morris
muriel myra nancy naomi nardo nat natalie natasha nate nathalie nathan nathaniel natxo ned neil
nell nellie nelson nicholas nick nicki nicky nicola nicole nigel nikki nina noah noel noelle nora
norma norman oliver olivia ollie olly oscar otto owen paca paddy paige pam pamela pat patricia
patrick patti patty paul paula pauline peggy penelope penny perry pete peter phil philip phillip
phoebe phyllis polly priscilla rachael rachel ralph randall randi randy rapha ray raymond rebe
rebecca reggie regina reginald rhonda richard richi richie rick ricky rita rob robbie rober robert
roberta robin robyn rod rodney rodry roger roland ron ronald ronnie rory rosa rosalind rosemary
rosie ross roy ruby rudy rupert russ russell ruth ryan sabrina sadie sally sam samantha sammy samu
samuel sandra sandy sarah scott sean sebas selina seth shane shannon sharon shaun shawn sheila
shelly sheri sherry shirley sidney simon sofia sophia sophie spencer stacey stacy stan stanley
stef stefan stefanie stella steph stephan stephanie stephen steve steven stevie stewart stu stuart
sue susan susanna susie suzanne suzy sylvia tamara tammy tanya tara ted teddy terence teresa terri
terry tess tessa thelma theo theodore theresa thomas tiffany tim timmy timothy tina tobal toby
todd tom tommy toni tony topher tori tracey tracie tracy travis trevor tricia trish trudy tyler
valerie vanessa vera vernon veronica vic vicki victor vince vincent vinny viola violet vir
virginia vivian vivien wallace wally walt walter wanda warren wayne wendell wendy wes wesley
wilfred willard william willie willy winifred winston xander yvette yvonne zac zach zachary zack
"""


@cache
def given_names() -> frozenset[str]:
    """All names that are known for given names; most short forms are in."""
    return frozenset(_SPANISH.split()) | frozenset(_ENGLISH.split())
