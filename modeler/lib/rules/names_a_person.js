'use strict';

module.exports = require('../rules').ruleOf('names_a_person');
