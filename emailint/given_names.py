"""Given names and their short forms, as common in Spain, Latin America, Britain and the US.

Written by hand, folded (no accents, "n" for "ñ"). Names that are mostly other words at the start of
a sentence ("Will", "Grant", "Hope", "Dale") are left out: the list tells a person from a word.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_SPANISH: Final = """
abel abril ada adela adelaida adolfo adrian adriana agueda agustin agustina aida aina ainara
ainhoa ainoa aitana aitor alba alberto alejandra alejandro alex alexandra alexia alfonso alfredo
alicia almudena alonso alvaro amaia amalia amanda amaya amelia amparo ana anabel andrea andres
angela angeles angelica anibal anna antia anton antonia antonio anxo araceli arancha arantxa
ariadna ariel armando arnau arturo asier asun asuncion aurelio aurora azucena barbara bartolome
basilio beatriz begona belen benito benjamin bernardo berta blanca blas borja bruno camila camilo
candela carla carles carlos carlota carme carmela carmen carmina carolina catalina cayetana
cecilia celeste celia cesar chema chus cintia clara claudia claudio concepcion concha conchi coral
cristian cristina cristobal cruz curro dafne damian daniel daniela dario david debora delfina
delia diana diego dolores domingo edgar edgardo eduardo elena elias elisa elisabet elisenda eloy
elsa elvira emiliano emilio emma encarna encarnacion enric enrique eric erika ernesto esteban
estefania estela ester esther estrella eugenia eugenio eulalia eusebio eva evelyn ezequiel fabian
fabiola fatima federico felipe felix fermin fernanda fernando ferran fidel florencia fran francesc
francisca francisco gabriel gabriela gael gemma genoveva gerardo german gines gisela gloria
gonzalo graciela gregorio guadalupe guillem guillermina guillermo gustavo hector helena hernan
hilario hugo iago ibai iciar ignacio igor iker iluminada imanol immaculada inaki ines inigo inma
inmaculada iratxe irene iris irma isaac isabel isidro ismael itziar ivan ivonne izan jacinto
jacobo jaime jana jaume javi javier jenaro jennifer jeronimo jesica jesus joan joana joaquin
joaquina joel jon jordi jorge jose josean josefa josefina josep josu juan juana juanjo juanma
julia julian juliana julieta julio justo karen karina karla koldo laia lara laura lautaro leandro
leire leo leonardo leonor leticia lidia liliana lily lina lisandro lluis lola lope lorena lorenzo
lourdes lucas lucia luciana luciano lucrecia luis luisa lupe luz macarena magdalena maica maider
maite malena manolo manu manuel manuela mar marc marcela marcelo marcial marcos margarita maria
mariana mariano maribel maricarmen mariluz marina mario marisa marisol marta martin martina mateo
matias mauricio mauro maximo mayte melisa mencia mercedes merche micaela miguel mikel mila
milagros miquel mireia miren miriam moises monica montse montserrat nacho nadia nahuel naiara
natalia nazaret nekane nerea nestor nicolas nieves noa noelia nora nuria octavio ofelia olalla
olga oliver olivia oriol oscar osvaldo pablo paco paloma paola patricia patricio patxi pau paula
paz pedro pepa pepe pilar pol purificacion quique rafa rafael raimundo ramiro ramon raquel raul
rebeca regina remedios renata ricardo roberto rocio rodolfo rodrigo roger roque rosa rosalia
rosana rosario roxana ruben rufino ruth sabela sabrina salvador samanta samuel sandra santiago
sara saul sebastian segundo selena sergi sergio silvestre silvia simon sofia sol soledad sonia
soraya susana tamara tania tatiana teo teodoro teresa tobias tomas toni tono trinidad unai uxia
valentin valentina valeria vanesa veronica vicente vicky victor victoria vinyet violeta virginia
vladimir wenceslao xabier xavi xavier ximena xoan xose yago yaiza yanet yasmina yessica yolanda
zaida zoe
"""

_ENGLISH: Final = """
aaron abby abigail adam adele adrienne agnes aidan aimee alan albert alec alexander alexis alfie
alfred alice alison allan allen allison alyssa amber amy ana andrew andy angie angus anita ann
anne annette annie anthony antony april archie arlene arnold arthur ashley audrey barbara barney
barry bart beatrice beatrix becky ben benjamin bernard bernie bert beth bethany betsy betty
beverly bianca bill bob bobbie bobby bonnie brad bradley brandon brenda brendan brett brian
bridget brittany bruce bryan byron caitlin calvin cameron candace cara carl carlos carly carmen
carol caroline carolyn carrie caspar cassandra catherine cathy cecil cedric charles charlie
charlotte chelsea cheryl chloe chris christian christina christine christopher cindy claire clare
clarence claude clive colin colleen connie connor courtney craig crystal curtis cynthia daisy dana
daniel danielle danny daphne darlene darren daryl dave dean debbie deborah debra dee deirdre
denise dennis derek desmond diane dianne dominic don donald donna doreen doris dorothy doug
douglas duncan dustin dwayne dwight dylan earl ed eddie edith edmund edward edwin eileen elaine
eleanor elena elijah elizabeth ella ellen ellie elliot elliott ellis eloise elsa emily eric erica
erin ernest ernie estelle ethan ethel eugene eunice eva evan evelyn fay faye felicity fergus fiona
florence floyd frances francis frank franklin fred freddie frederick gareth gary gavin gemma geoff
geoffrey george georgeanne georgia georgina gerald geraldine gerard gertrude gilbert giles gillian
gina gladys glen glenda glenn gordon graham greg gregory gretchen guy gwen hannah harold harriet
harry harvey hazel heather helen henry herbert hilary holly howard hugh ian imogen ingrid irving
isabella isabelle isobel jack jackie jackson jacob jacqueline jake james jamie jan jane janet
janice jason jay jean jeanette jeff jeffrey jen jenna jenny jeremy jerome jerry jesse jessica jill
jim jimmie jimmy jo joan joanna joanne jodie jody joe joel joey john johnny jon jonathan jose
joseph josephine josh joshua joyce juan jude judith judy julian julie june justin karen karl kate
katherine kathleen kathryn kathy katie katrina kay keith kelly ken kenneth kerry kevin kim
kimberly kirk kirsten krista kristen kristin kristina kristy kurt kyle lance larry lauren laurence
laurie lawrence leah lee leigh leo leon leonard leroy lesley leslie lester lewis lillian linda
lindsay lisa liz lloyd logan lois loren loretta lori lorraine louis louise lucy luis luke lydia
lynn lynne mabel mackenzie maddie madeleine madison malcolm mandy marcia marcus margaret maria
marian marie marilyn marion marjorie mark marlene marsha marshall martha martin marvin mary mathew
matt matthew maureen maurice megan mel melanie melinda melissa melvin meredith michael micheal
michele michelle mick mike mildred millie mindy miranda miriam mitch mitchell moira mollie molly
monica morgan morris muriel myra nancy naomi natalie natasha nate nathalie nathan nathaniel neil
nellie nelson nicholas nick nicky nicola nicole nigel nina noah noel noelle nora norma norman
oliver olivia oscar otto owen paige pam pamela pat patricia patrick patty paul paula pauline peggy
penelope penny perry pete peter phil philip phillip phoebe phyllis polly priscilla rachael rachel
ralph randall randi randy ray raymond rebecca reggie regina reginald rhonda richard rick ricky
rita rob robbie robert roberta robin robyn rod rodney roger roland ron ronald ronnie rory rosa
rosalind rosemary rosie ross roy ruby rudy rupert russell ruth ryan sabrina sally sam samantha
samuel sandra sandy sarah scott sean selina seth shane shannon sharon shaun shawn sheila shelly
sheri sherry shirley sidney simon sofia sophia sophie spencer stacey stacy stan stanley stella
stephanie stephen steve steven stewart stu stuart sue susan susie suzanne sylvia tamara tammy
tanya tara ted terence teresa terri terry thelma theo theodore theresa thomas tiffany tim timothy
tina toby todd tom tommy toni tony tracey tracie tracy travis trevor tricia trish trudy tyler
valerie vanessa vera vernon veronica vic vicki victor vince vincent vinny viola violet virginia
vivian vivien wallace walter wanda warren wayne wendell wendy wesley wilfred willard william
willie winifred winston xander yvette yvonne zach zachary
"""


@cache
def given_names() -> frozenset[str]:
    """All names that are known for given names; most short forms are in."""
    return frozenset(_SPANISH.split()) | frozenset(_ENGLISH.split())
