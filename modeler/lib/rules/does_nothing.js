'use strict';

module.exports = require('../rules').ruleOf('does_nothing');
