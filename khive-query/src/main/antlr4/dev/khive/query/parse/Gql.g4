// Reading of openCypher 9 and the matching part of ISO/IEC 39075.
grammar Gql;

options { caseInsensitive = true; superClass = LookAhead; }

statement : query (NEXT query)* SEMICOLON? EOF ;

query : singleQuery (UNION (ALL | DISTINCT)? singleQuery)* ;

singleQuery : clause+ ;

clause
    : OPTIONAL? MATCH patternList where?     # matchClause
    | WITH projection where?                 # withClause
    | UNWIND expression AS variable          # unwindClause
    | FOR variable IN expression ordinality? # forClause
    | LET letItem (COMMA letItem)*           # letClause
    | FILTER WHERE? expression               # filterClause
    | CALL imports? LBRACE query RBRACE      # callClause
    | RETURN projection                      # returnClause
    ;

imports : LPAREN (STAR | variable (COMMA variable)*)? RPAREN ;

letItem : variable EQ expression ;
ordinality : WITH kind=(ORDINALITY | OFFSET) variable ;

projection : DISTINCT? projectionItems orderBy? skip? limit? ;
projectionItems
    : STAR (COMMA projectionItem)*
    | projectionItem (COMMA projectionItem)*
    ;
projectionItem : expression (AS variable)? ;
orderBy : ORDER BY sortItem (COMMA sortItem)* ;
sortItem : expression direction=(ASC | ASCENDING | DESC | DESCENDING)? ;
skip : (SKIP_ROWS | OFFSET) expression ;
limit : LIMIT expression ;
where : WHERE expression ;

patternList : pathPattern (COMMA pathPattern)* ;
pathPattern : (variable EQ)? pathPrefix? (function=(SHORTESTPATH | ALLSHORTESTPATHS) LPAREN pathElement RPAREN | pathElement) ;
pathPrefix
    : selector=(ALL | ANY) SHORTEST pathMode? pathWord?
    | SHORTEST count=INTEGER? pathMode? pathWord? groups=(GROUP | GROUPS)?
    | selector=ANY count=INTEGER? pathMode? pathWord?
    | selector=ALL? pathMode pathWord?
    | selector=ALL pathWord?
    ;
pathWord : PATH | PATHS ;
pathMode : WALK | TRAIL | ACYCLIC | SIMPLE ;
pathElement
    : nodePattern hop*
    | LPAREN pathElement RPAREN
    ;
hop : edgePattern nodePattern ;
nodePattern : LPAREN variable? labelSpec? properties? where? RPAREN ;
labelSpec : (COLON | IS) labelExpression ;
edgePattern : left=LT? MINUS edgeDetail? MINUS right=GT? quantifier? ;
edgeDetail : LBRACKET variable? ((COLON | IS) labelExpression)? star? properties? where? RBRACKET ;
star
    : STAR exact=INTEGER
    | STAR from=INTEGER? DOTDOT to=INTEGER?
    | STAR
    ;
quantifier
    : LBRACE exact=INTEGER RBRACE
    | LBRACE from=INTEGER? COMMA to=INTEGER? RBRACE
    | symbol=(PLUS | STAR)
    ;
properties : mapLiteral | parameter ;

labelExpression
    : LPAREN labelExpression RPAREN                           # labelGroup
    | BANG labelExpression                                    # labelNot
    | labelExpression (AMPERSAND | COLON) labelExpression     # labelAnd
    | labelExpression PIPE COLON? labelExpression             # labelOr
    | PERCENT                                                 # labelAny
    | name                                                    # labelName
    ;

expression
    : atom                                                                   # atomExpression
    | expression DOT name                                                    # propertyExpression
    | expression LBRACKET from=expression? DOTDOT to=expression? RBRACKET    # sliceExpression
    | expression LBRACKET expression RBRACKET                                # indexExpression
    | expression labelTest                                                   # labelTestExpression
    | sign=(PLUS | MINUS) expression                                         # signExpression
    | expression CARET expression                                            # powerExpression
    | expression operator=(STAR | SLASH | PERCENT) expression                # multiplyExpression
    | expression operator=(PLUS | MINUS | CONCAT) expression                 # addExpression
    | expression STARTS WITH expression                                      # startsWithExpression
    | expression ENDS WITH expression                                        # endsWithExpression
    | expression CONTAINS expression                                         # containsExpression
    | expression REGEX expression                                            # regexExpression
    | expression IN expression                                               # inExpression
    | expression IS NOT? NULL                                                # nullExpression
    | expression operator=(EQ | NE | LT | LE | GT | GE) expression           # compareExpression
    | NOT expression                                                         # notExpression
    | expression AND expression                                              # andExpression
    | expression XOR expression                                              # xorExpression
    | expression OR expression                                               # orExpression
    ;

labelTest
    : COLON labelConjunct ({isLabelChoice()}? PIPE COLON? labelConjunct)* // a:A:B is a test of a test
    | IS negated=NOT? LABELED labelExpression
    ;
labelConjunct : labelFactor (AMPERSAND labelFactor)* ;
labelFactor
    : BANG labelFactor
    | LPAREN labelExpression RPAREN
    | PERCENT
    | name
    ;

atom
    : literal
    | parameter
    | caseExpression
    | countStar
    | subqueryExpression
    | listComprehension
    | patternComprehension
    | quantifierExpression
    | reduceExpression
    | shortestPathExpression
    | patternExpression
    | functionCall
    | mapProjection
    | {!isPattern()}? LPAREN expression RPAREN
    | listLiteral
    | mapLiteral
    | variable
    ;

// (a)-->(b)<-[c]-(d {e: 1}) is no comparison.
patternExpression : nodePattern hop ({isHop()}? hop)* {!isHop()}? ;
shortestPathExpression : function=(SHORTESTPATH | ALLSHORTESTPATHS) LPAREN pathElement RPAREN ;
countStar : COUNT LPAREN STAR RPAREN ;
subqueryExpression : kind=(EXISTS | COUNT | COLLECT) LBRACE (query | patternList where?) RBRACE ;
// [x IN list] is a list literal to the grammar.
listComprehension : LBRACKET variable IN expression (where (PIPE expression)? | PIPE expression) RBRACKET ;
patternComprehension : LBRACKET (variable EQ)? nodePattern hop+ where? PIPE expression RBRACKET ;
quantifierExpression : kind=(ALL | ANY | NONE | SINGLE) LPAREN variable IN expression where RPAREN ;
reduceExpression : REDUCE LPAREN variable EQ expression COMMA variable IN expression PIPE expression RPAREN ;
functionCall : functionName LPAREN (DISTINCT? expression (COMMA expression)*)? RPAREN ;
functionName : (name DOT)* (IDENTIFIER | ESCAPED_IDENTIFIER | word) ;
caseExpression : CASE operand=expression? caseBranch+ (ELSE otherwise=expression)? END ;
caseBranch : WHEN expression THEN expression ;
listLiteral : LBRACKET (expression (COMMA expression)*)? RBRACKET ;
mapLiteral : LBRACE (mapEntry (COMMA mapEntry)*)? RBRACE ;
mapEntry : name COLON expression ;
mapProjection : variable LBRACE (mapElement (COMMA mapElement)*)? RBRACE ;
mapElement
    : DOT STAR
    | DOT name
    | mapEntry
    | variable
    ;
parameter : DOLLAR (name | INTEGER) ;

literal
    : INTEGER       # integerLiteral
    | FLOAT         # floatLiteral
    | STRING        # stringLiteral
    | TRUE          # trueLiteral
    | FALSE         # falseLiteral
    | NULL          # nullLiteral
    ;

variable : IDENTIFIER | ESCAPED_IDENTIFIER | unreserved ;
name : IDENTIFIER | ESCAPED_IDENTIFIER | unreserved | reserved ;

unreserved : word | SHORTESTPATH | ALLSHORTESTPATHS ;
word
    : COUNT | COLLECT | EXISTS | REDUCE | ANY | NONE | SINGLE | LABELED
    | OFFSET | CALL | LOAD | FOREACH | DROP | USE | FOR | LET | FILTER | NEXT | FINISH | YIELD | INSERT
    | ORDINALITY | SHORTEST | WALK | TRAIL | ACYCLIC | SIMPLE | PATH | PATHS | GROUP | GROUPS
    ;
reserved
    : UNION | ALL | DISTINCT | OPTIONAL | MATCH | WITH | UNWIND | AS | RETURN | ORDER | BY | ASC | ASCENDING
    | DESC | DESCENDING | SKIP_ROWS | LIMIT | WHERE | STARTS | ENDS | CONTAINS | IN | IS | NOT | NULL | AND
    | XOR | OR | CASE | WHEN | THEN | ELSE | END | TRUE | FALSE
    | CREATE | MERGE | SET | DELETE | DETACH | REMOVE
    ;

UNION : 'UNION' ;
ALL : 'ALL' ;
DISTINCT : 'DISTINCT' ;
OPTIONAL : 'OPTIONAL' ;
MATCH : 'MATCH' ;
WITH : 'WITH' ;
UNWIND : 'UNWIND' ;
AS : 'AS' ;
RETURN : 'RETURN' ;
ORDER : 'ORDER' ;
BY : 'BY' ;
ASC : 'ASC' ;
ASCENDING : 'ASCENDING' ;
DESC : 'DESC' ;
DESCENDING : 'DESCENDING' ;
SKIP_ROWS : 'SKIP' ;
OFFSET : 'OFFSET' ;
LIMIT : 'LIMIT' ;
WHERE : 'WHERE' ;
STARTS : 'STARTS' ;
ENDS : 'ENDS' ;
CONTAINS : 'CONTAINS' ;
IN : 'IN' ;
IS : 'IS' ;
NOT : 'NOT' ;
NULL : 'NULL' ;
AND : 'AND' ;
XOR : 'XOR' ;
OR : 'OR' ;
CASE : 'CASE' ;
WHEN : 'WHEN' ;
THEN : 'THEN' ;
ELSE : 'ELSE' ;
END : 'END' ;
TRUE : 'TRUE' ;
FALSE : 'FALSE' ;
LABELED : 'LABELED' ;
COUNT : 'COUNT' ;
COLLECT : 'COLLECT' ;
EXISTS : 'EXISTS' ;
REDUCE : 'REDUCE' ;
ANY : 'ANY' ;
NONE : 'NONE' ;
SINGLE : 'SINGLE' ;
SHORTESTPATH : 'SHORTESTPATH' ;
ALLSHORTESTPATHS : 'ALLSHORTESTPATHS' ;
SHORTEST : 'SHORTEST' ;
WALK : 'WALK' ;
TRAIL : 'TRAIL' ;
ACYCLIC : 'ACYCLIC' ;
SIMPLE : 'SIMPLE' ;
PATH : 'PATH' ;
PATHS : 'PATHS' ;
GROUP : 'GROUP' ;
GROUPS : 'GROUPS' ;
CREATE : 'CREATE' ;
MERGE : 'MERGE' ;
SET : 'SET' ;
DELETE : 'DELETE' ;
DETACH : 'DETACH' ;
REMOVE : 'REMOVE' ;
INSERT : 'INSERT' ;
CALL : 'CALL' ;
LOAD : 'LOAD' ;
FOREACH : 'FOREACH' ;
DROP : 'DROP' ;
USE : 'USE' ;
FOR : 'FOR' ;
LET : 'LET' ;
FILTER : 'FILTER' ;
NEXT : 'NEXT' ;
FINISH : 'FINISH' ;
YIELD : 'YIELD' ;
ORDINALITY : 'ORDINALITY' ;

SEMICOLON : ';' ;
COMMA : ',' ;
COLON : ':' ;
DOTDOT : '..' ;
DOT : '.' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
DOLLAR : '$' ;
PIPE : '|' ;
CONCAT : '||' ;
AMPERSAND : '&' ;
BANG : '!' ;
PERCENT : '%' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
CARET : '^' ;
REGEX : '=~' ;
EQ : '=' ;
NE : '<>' | '!=' ;
LE : '<=' ;
GE : '>=' ;
LT : '<' ;
GT : '>' ;
TILDE : '~' ;

FLOAT
    : [0-9]+ '.' [0-9]+ EXPONENT?
    | '.' [0-9]+ EXPONENT?
    | [0-9]+ EXPONENT
    ;
fragment EXPONENT : 'E' [+-]? [0-9]+ ;

// A digit run with letters in it is read as one token, so that the number as a whole can be named as wrong.
INTEGER : [0-9] [0-9A-Z_]* ;

STRING
    : '\'' (~['\\] | '\\' .)* '\''
    | '"' (~["\\] | '\\' .)* '"'
    ;

ESCAPED_IDENTIFIER : '`' (~'`' | '``')* '`' ;
IDENTIFIER options { caseInsensitive = false; } : [\p{ID_Start}_] [\p{ID_Continue}]* ;

COMMENT : '/*' .*? '*/' -> skip ;
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
SPACE : [\p{White_Space}\u001C-\u001F]+ -> skip ;
UNKNOWN : . ;
