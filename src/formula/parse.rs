//! The grammar, in winnow.

use rust_decimal::Decimal;
use winnow::{
    Parser,
    ascii::multispace0,
    combinator::{delimited, opt, preceded},
    error::ParserError,
    token::{one_of, take_till, take_while},
};

use super::{Aggregate, BinaryOperator, ColumnRef, Expression, FormulaError, Function, Literal, MAX_DEPTH, MAX_LENGTH};

pub(super) fn formula(text: &str) -> Result<Expression, FormulaError> {
    if text.len() > MAX_LENGTH {
        return Err(FormulaError::TooLong);
    }
    let mut input = text;
    let parsed = expression(&mut input, 0).and_then(|node| {
        if input.is_empty() { Ok(node.expression) } else { Err(Failure::expected(input, "operator or end")) }
    });
    parsed.map_err(|failure| failure.at(text))
}

/// A tree and how deep it is: a chain of a thousand plus signs nests as much as a thousand parentheses.
struct Node {
    expression: Expression,
    depth: usize,
}

impl Node {
    fn leaf(expression: Expression) -> Self {
        Self { expression, depth: 1 }
    }

    fn over(expression: Expression, below: usize) -> Result<Self, Failure> {
        if below < MAX_DEPTH { Ok(Self { expression, depth: below + 1 }) } else { Err(Failure::TooDeep) }
    }
}

/// A failure somewhere; places are kept as the bytes still to be read.
enum Failure {
    Expected { left: usize, what: &'static str },
    UnknownFunction { left: usize, name: String },
    TooManyDigits { left: usize },
    Arguments { function: &'static str, expected: usize, found: usize },
    TooDeep,
}

impl Failure {
    fn expected(input: &str, what: &'static str) -> Self {
        Self::Expected { left: input.len(), what }
    }

    fn at(self, text: &str) -> FormulaError {
        let character = |left: usize| {
            let read = text.len().saturating_sub(left);
            text.char_indices().take_while(|(index, _)| *index < read).count() + 1
        };
        match self {
            Self::Expected { left, what } => FormulaError::Syntax { at: character(left), expected: what },
            Self::UnknownFunction { left, name } => FormulaError::UnknownFunction { at: character(left), name },
            Self::TooManyDigits { left } => FormulaError::TooManyDigits { at: character(left) },
            Self::Arguments { function, expected, found } => FormulaError::Arguments { function, expected, found },
            Self::TooDeep => FormulaError::TooDeep,
        }
    }
}

impl ParserError<&str> for Failure {
    type Inner = Self;

    fn from_input(input: &&str) -> Self {
        Self::expected(input, "formula")
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }

    fn is_backtrack(&self) -> bool {
        matches!(self, Self::Expected { .. })
    }
}

type Parsed<T> = Result<T, Failure>;

fn expression(input: &mut &str, depth: usize) -> Parsed<Node> {
    chain(input, depth, product, |sign| match sign {
        '+' => Some(BinaryOperator::Add),
        '-' => Some(BinaryOperator::Subtract),
        _ => None,
    })
}

fn product(input: &mut &str, depth: usize) -> Parsed<Node> {
    chain(input, depth, unary, |sign| match sign {
        '*' => Some(BinaryOperator::Multiply),
        '/' => Some(BinaryOperator::Divide),
        _ => None,
    })
}

/// Operands with operators between them, from left to right.
fn chain(
    input: &mut &str,
    depth: usize,
    operand: fn(&mut &str, usize) -> Parsed<Node>,
    operator: fn(char) -> Option<BinaryOperator>,
) -> Parsed<Node> {
    let mut left = operand(input, depth)?;
    while let Some(operator) = input.chars().next().and_then(operator) {
        token(input, operator.sign())?;
        let right = operand(input, depth)?;
        let below = left.depth.max(right.depth);
        left = Node::over(Expression::Binary(operator, Box::new(left.expression), Box::new(right.expression)), below)?;
    }
    Ok(left)
}

fn unary(input: &mut &str, depth: usize) -> Parsed<Node> {
    if depth >= MAX_DEPTH {
        return Err(Failure::TooDeep);
    }
    multispace0.parse_next(input)?;
    match input.chars().next() {
        Some('-') => {
            token(input, '-')?;
            let inner = unary(input, depth + 1)?;
            Node::over(Expression::Negate(Box::new(inner.expression)), inner.depth)
        }
        Some('(') => {
            token(input, '(')?;
            let inner = expression(input, depth + 1)?;
            token(input, ')')?;
            Ok(inner)
        }
        Some('0'..='9') => number(input).map(|number| Node::leaf(Expression::Number(number))),
        Some('a'..='z') => call(input, depth),
        _ => Err(Failure::expected(input, "number, function, parenthesis")),
    }
}

fn call(input: &mut &str, depth: usize) -> Parsed<Node> {
    let start = input.len();
    let name = identifier(input)?;
    token(input, '(')?;
    let node = if let Some((_, aggregate)) = Aggregate::ALL.iter().find(|(other, _)| *other == name) {
        Node::leaf(Expression::Aggregate(*aggregate, column(input)?))
    } else if name == "weighted_mean" {
        let values = column(input)?;
        token(input, ',')?;
        Node::leaf(Expression::WeightedMean(values, column(input)?))
    } else if let Some((name, function, expected)) = Function::ALL.iter().find(|(other, ..)| *other == name) {
        let mut arguments = Vec::new();
        let mut below = 0;
        list(input, &mut |input| {
            let argument = expression(input, depth + 1)?;
            below = below.max(argument.depth);
            arguments.push(argument.expression);
            Ok(())
        })?;
        if arguments.len() != *expected {
            return Err(Failure::Arguments { function: name, expected: *expected, found: arguments.len() });
        }
        Node::over(Expression::Call(*function, arguments), below)?
    } else {
        return Err(Failure::UnknownFunction { left: start, name: name.to_owned() });
    };
    token(input, ')')?;
    Ok(node)
}

fn column(input: &mut &str) -> Parsed<ColumnRef> {
    let table = identifier(input)?.to_owned();
    token(input, '.')?;
    let column = identifier(input)?.to_owned();
    let mut selector = Vec::new();
    if input.starts_with('[') {
        token(input, '[')?;
        list(input, &mut |input| {
            selector.push(condition(input)?);
            Ok(())
        })?;
        token(input, ']')?;
    }
    Ok(ColumnRef { table, column, selector })
}

fn condition(input: &mut &str) -> Parsed<(String, Literal)> {
    let key = identifier(input)?.to_owned();
    token(input, '=')?;
    let value = if input.starts_with('"') {
        let text = delimited('"', take_till(0.., '"'), '"').parse_next(input);
        Literal::Text(text.map_err(|_: Failure| Failure::expected(input, "closing quotation mark"))?.to_owned())
    } else {
        Literal::Number(number(input)?)
    };
    multispace0.parse_next(input)?;
    Ok((key, value))
}

/// Items with commas between them. Behind a comma there must be an item: a fault in it is told as such.
fn list(input: &mut &str, item: &mut dyn FnMut(&mut &str) -> Parsed<()>) -> Parsed<()> {
    item(input)?;
    while input.starts_with(',') {
        token(input, ',')?;
        item(input)?;
    }
    Ok(())
}

fn identifier<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    multispace0.parse_next(input)?;
    let name = (one_of('a'..='z'), take_while(0.., ('a'..='z', '0'..='9', '_'))).take().parse_next(input);
    let name = name.map_err(|_: Failure| Failure::expected(input, "name"))?;
    multispace0.parse_next(input)?;
    Ok(name)
}

fn number(input: &mut &str) -> Parsed<Decimal> {
    let left = input.len();
    let digits = || take_while(1.., '0'..='9');
    let written = (digits(), opt(preceded('.', digits()))).take().parse_next(input);
    let written = written.map_err(|_: Failure| Failure::expected(input, "number"))?;
    multispace0.parse_next(input)?;
    Decimal::from_str_exact(written).map_err(|_| Failure::TooManyDigits { left })
}

/// One sign and the white space behind it.
fn token(input: &mut &str, sign: char) -> Parsed<()> {
    let what = match sign {
        '(' => "(",
        ')' => ")",
        '[' => "[",
        ']' => "]",
        ',' => ",",
        '.' => ".",
        '=' => "=",
        _ => "operator",
    };
    match one_of(sign).parse_next(input) {
        Ok(_) => {}
        Err(Failure::Expected { left, .. }) => return Err(Failure::Expected { left, what }),
        Err(other) => return Err(other),
    }
    multispace0.parse_next(input)?;
    Ok(())
}
