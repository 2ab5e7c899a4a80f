'use strict';

module.exports = require('../rules').ruleOf('element_unserved');
